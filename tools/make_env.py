"""Create ``.venv`` from requirements.txt, or leave it alone when it is current.

Run by make with whatever Python the machine has, so: standard library only, and a syntax that old
versions read far enough to print the error.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, ".installed")
INPUTS = ("requirements.txt", "pyproject.toml")


def wanted():
    """What the stamp of a current environment holds: a digest of the files it was made from."""
    digest = hashlib.sha256()
    for name in INPUTS:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def installed():
    """The Python version and the digest written when the environment was made, or two Nones."""
    try:
        with open(STAMP) as file:
            version, digest = file.read().split()
        return version, digest
    except (OSError, ValueError):
        return None, None


def run(arguments):
    """Run a command, and end with its code if it fails."""
    code = subprocess.call(arguments)
    if code:
        sys.exit("make: this failed with code %d: %s" % (code, " ".join(arguments)))


def check_version():
    """Refuse a Python that is too old; warn about one nobody has tried."""
    here = "%d.%d" % sys.version_info[:2]
    if sys.version_info[:2] < OLDEST:
        sys.exit(
            "make: Python %s (%s) is too old: 3.11 to 3.14 is needed. "
            "Name another one: make book PYTHON=python3.12" % (here, sys.executable)
        )
    if sys.version_info[:2] > NEWEST:
        print("make: Python %s is newer than 3.14, the newest that was checked" % here)


def create(version):
    """Make the environment anew if its Python is another one, then install into it."""
    if os.path.exists(VENV) and not same_python(version):
        shutil.rmtree(VENV)
    if not os.path.exists(PYTHON):
        print("make: creating .venv with Python %s" % version)
        if subprocess.call([sys.executable, "-m", "venv", VENV]):
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit("make: this Python has no working venv; on Debian: apt install python3-venv")
    print("make: installing requirements.txt into .venv (1.1 GB; two to three minutes without uv)")
    install(os.path.join(ROOT, "requirements.txt"))


def install(requirements):
    """Install with uv where it is there and works, with pip otherwise."""
    if uv_works():
        uv = ["uv", "pip", "install", "--quiet", "--python", PYTHON]
        if not subprocess.call([*uv, "--requirement", requirements]):
            return
        print("make: uv could not install this; now with pip")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--requirement", requirements])


def uv_works():
    """Whether there is a uv on the path that starts."""
    try:
        return subprocess.call(["uv", "--version"], stdout=subprocess.DEVNULL) == 0
    except OSError:
        return False


def same_python(version):
    """Whether the environment that is there has this Python version and still starts."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.check_output([PYTHON, "-c", ask], universal_newlines=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.strip() == version


def main():
    """With ``--this-python`` the environment must be of this very version; else any will do."""
    there, digest = installed()
    here = "%d.%d" % sys.version_info[:2]
    right = there == here if "--this-python" in sys.argv[1:] else there is not None
    if right and digest == wanted() and os.path.exists(PYTHON):
        return
    check_version()
    os.chdir(ROOT)  # requirements.txt installs "."
    create(here)
    with open(STAMP, "w") as file:
        file.write("%s %s\n" % (here, wanted()))


if __name__ == "__main__":
    main()
