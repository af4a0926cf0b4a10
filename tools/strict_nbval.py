"""A pytest plugin that makes nbval notice what it misses.

nbval re-runs a notebook and compares text. On top of that, here: pictures are compared; a notebook
whose outputs were cleared, or whose cells did not run in order, fails; so does an output whose kind
or metadata changed. Tags of a cell:

- ``measured``: it shows a measurement; words are compared, numbers and pictures are not.
- ``needs-mnist``, ``needs-vowels``: it is run where that data set is, and skipped elsewhere.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import pytest
from nbval import plugin as nbval

from tools import notebooks, outputs

SANITIZE = notebooks.ROOT / "tests" / "book" / "sanitize.cfg"


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(parent: pytest.Collector) -> Generator[None, Any, Any]:
    """Replace the collector that nbval made for a notebook by the stricter one."""
    collectors = yield
    return [
        StrictNotebook.from_parent(parent, path=found.path)
        if isinstance(found, nbval.IPyNbFile)
        else found
        for found in collectors
    ]


class StrictNotebook(nbval.IPyNbFile):  # type: ignore[misc]
    """A notebook: its order first, then its cells."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skip_compare: tuple[str, ...] = (*nbval_skips(self), *outputs.DRAWN)

    def setup(self) -> None:
        """Start the kernel, but for a notebook that is not in order: that is told, not run."""
        if not notebooks.faults(self.nb):
            super().setup()

    def get_sanitize_files(self) -> list[str]:
        """The masks of the book, besides those named on the command line."""
        return [*super().get_sanitize_files(), str(SANITIZE)]

    def collect(self) -> Iterator[pytest.Item]:
        """One item for the notebook as a whole and one for each code cell."""
        cells = list(super().collect())
        yield StoredOrder.from_parent(self, name="stored order")
        for cell in cells:
            yield StrictCell.from_parent(
                self, name=cell.name, cell_num=cell.cell_num, cell=cell.cell, options=cell.options
            )


def nbval_skips(file: nbval.IPyNbFile) -> tuple[str, ...]:
    """What nbval itself leaves out of the comparison."""
    return tuple(file.__dict__["skip_compare"])


class StoredOrder(pytest.Item):
    """The stored notebook was executed from top to bottom and not edited since."""

    def runtest(self) -> None:
        """Fail with the list of what is not in order."""
        found = notebooks.faults(self.parent.nb)  # type: ignore[union-attr]
        if found:
            raise StoredOrderError("\n".join(found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Print the list alone."""
        if isinstance(excinfo.value, StoredOrderError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int, str]:
        """Where: the file."""
        return self.path, 0, f"{self.path.name}: stored order"


class StoredOrderError(Exception):
    """A stored notebook is not in order."""


class StrictCell(nbval.IPyNbCell):  # type: ignore[misc]
    """A code cell, its pictures and the form of its outputs compared too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.output_timeout = 60  # seconds; other processes may be busy
        self.measured = notebooks.has_tag(self.cell, notebooks.MEASURED)
        if self.measured:
            self.options["check"] = False

    def runtest(self) -> None:
        """Run the cell and compare; skip it where the data that it needs are not."""
        if self.parent.kernel is None:
            pytest.skip("the stored notebook is not in order")
        if absent := notebooks.absent_data(self.cell):
            pytest.skip(f"needs {absent[0]}, which is not here: its stored outputs are not checked")
        super().runtest()
        if self.measured:
            stored = [outputs.wording(one) for one in nbval.coalesce_streams(self.cell.outputs)]
            computed = [outputs.wording(one) for one in self.test_outputs or []]
            if stored != computed:
                self.raise_cell_error(f"Stored outputs say {stored}, computed ones {computed}")

    def compare_outputs(self, test: Any, ref: Any, skip_compare: Any = None) -> bool:
        """nbval's comparison of text, then that of forms, pictures and HTML."""
        equal = super().compare_outputs(test, ref, skip_compare)
        found = outputs.differences(self.sanitized(ref), self.sanitized(test))
        self.comparison_traceback.extend(found)
        return bool(equal) and not found

    def sanitized(self, some: Any) -> list[Any]:
        """Outputs with addresses masked, pictures left alone."""
        return list(self.sanitize_outputs(some, skip_sanitize=("metadata", *outputs.IMAGES)))
