"""Try all broken backward functions, and print which are named rightly."""

from importlib import import_module
from pathlib import Path

from cnn_core import check_backward
from tests.broken import BROKEN


def main() -> None:
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        import_module(f"tests.broken.{path.stem}")
    right = 0
    for case in BROKEN:
        report = check_backward(case.forward, case.backward, *case.arrays(), **case.settings)
        named = bool(report.mistakes) and set(report.mistakes) <= set(case.mistakes)
        right += named
        print(f"{'named' if named else 'MISSED':7}{case.name}: {report.cause or 'no cause'}")
    print(f"{right} of {len(BROKEN)} named rightly")


if __name__ == "__main__":
    main()
