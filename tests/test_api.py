"""The public API: its names, their signatures, and what importing the package costs."""

import ast
import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import cnn_core
from cnn_core.activations import ACTIVATIONS
from cnn_core.losses import LOSSES as TABLE_OF_LOSSES

PACKAGE = Path(cnn_core.__file__).parent
POSITIONAL = inspect.Parameter.POSITIONAL_OR_KEYWORD

# What every user may rely on. A name may take further arguments if they have defaults.
SIGNATURES = """
sigmoid(z)
tanh(z)
relu(z)
leaky_relu(z)
softmax(z)
rot180(w)
correlate2d(x, w, mode="valid")
convolve2d(x, w, mode="valid")
conv2d(x, w, b=None, *, stride=1, padding=0, dilation=1)
conv2d_backward(dy, x, w, *, stride=1, padding=0, dilation=1)
max_pool2d(x, size, stride=None)
max_pool2d_backward(dy, winners, x_shape, size, stride=None)
avg_pool2d(x, size, stride=None)
avg_pool2d_backward(dy, x_shape, size, stride=None)
l2_pool2d(x, size, stride=None)
l2_pool2d_backward(dy, x, y, size, stride=None)
gather_winners(x, winners, size, stride=None)
subsample2d(x, size, coefficient, bias)
subsample2d_backward(dy, means, x_shape, size, coefficient)
dense(x, w, b=None)
dense_backward(dz, x, w)
conv_output_size(n, kernel, stride, padding, dilation)
mse(y_hat, y)
half_mse(y_hat, y)
msle(y_hat, y)
l2(y_hat, y)
l1(y_hat, y)
mae(y_hat, y)
mape(y_hat, y)
binary_cross_entropy(y_hat, y)
softmax_cross_entropy(y_hat, y)
Dense(units, *, bias=True)
Conv2D(filters, kernel_size, stride=1, padding=0, dilation=1, connections=None, *, bias=True)
MaxPool2D(size)
AvgPool2D(size)
L2Pool2D(size)
Subsample2D(size)
confusion_matrix(labels, predictions, classes=None)
class_report(labels, predictions, names=None)
to_torch(network)
from_torch(module, input_shape)
save_onnx(network, path)
save_safetensors(network, path)
load_safetensors(network, path)
EarlyStopping(patience=5, watch="validation_loss")
BestCheckpoint(path, watch="validation_loss")
warmup(lr, epochs, start=0.0)
Elementwise()
Layer()
Stack(layers)
Parallel(*branches, join="sum")
Flatten()
Sigmoid()
Tanh()
ReLU()
LeakyReLU()
Softmax()
Dropout(p)
Network(layers, input_shape, loss, seed, dtype)
Network.fit(x, y, epochs, batch_size, optimizer, validation, progress, *, resume=False)
Network.predict(x)
Network.predict_proba(x)
Network.score(x, y)
Network.loss_and_gradients(x, y)
Network.summary()
Network.save(path)
Network.load(path, *, layers=(), losses=())
Network.input_gradient(x, y=None, *, score=None, layer=None, unit=None)
Network.outputs(x)
Network.evaluate(x, y)
Network.activations(x)
Network.copy(dtype=None)
Network.pack(values)
SGD(lr, momentum=0, nesterov=False, weight_decay=0)
AdaGrad()
RMSProp()
Adam()
Optimizer(lr)
constant(lr)
step(lr, every, factor=0.1)
cosine(lr, epochs, final=0.0)
glorot(shape, rng, dtype="float64", *, fans=None)
he(shape, rng, dtype="float64", *, fans=None)
lecun(shape, rng, dtype="float64", *, fans=None)
zeros(shape, rng=None, dtype="float64", *, fans=None)
Activation(function)
Loss(function)
check_gradients(net, x, y)
gradient_error(f, x, gradient)
numerical_gradient(f, x)
load_digits(size=28)
load_mnist(root=None)
load_idx_dataset(folder)
mnist_available(root=None)
read_idx(path)
zhou2018()
murugan2017()
li2019()
lenet5()
Attention(units, *, causal=False)
AvgPool1D(size, stride=None)
BatchNorm(momentum=0.1, epsilon=1e-5)
Conv1D(filters, kernel_size, stride=1, padding=0, dilation=1, *, groups=1)
ConvTranspose2D(filters, kernel_size, stride=1, padding=0, output_padding=0, dilation=1)
GlobalAvgPool2D()
LayerNorm(epsilon=1e-5)
LearnableInput(channels=1)
LocalConv2D(filters, kernel_size, sections=None, stride=1, padding=0, dilation=1)
LocalResponseNorm(size=5, alpha=0.0001, beta=0.75, k=2.0)
MaxPool1D(size, stride=None)
Recurrent(units, activation="tanh", *, last=False, truncate=None)
assert_backward(forward, backward)
attention(q, k, v, *, mask=None, scale=None)
attention_backward(dy, q, k, v, a, *, scale=None)
avg_pool1d(x, size, stride=None)
avg_pool1d_backward(dy, x_shape, size, stride=None)
batch_norm(x, gamma, beta, *, epsilon=1e-5)
batch_norm_backward(dy, x, gamma, *, epsilon=1e-5)
batch_norm_inference(x, gamma, beta, mean, variance, *, epsilon=1e-5)
batch_norm_inference_backward(dy, x, gamma, mean, variance, *, epsilon=1e-5)
center_loss(a, y, centers)
center_loss_backward(a, y, centers)
check_backward(forward, backward, *, wrt=None)
conv1d(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1)
conv1d_backward(dy, x, w, *, stride=1, padding=0, dilation=1, groups=1)
conv_transpose2d(x, w, b=None, *, stride=1, padding=0, output_padding=0, dilation=1)
conv_transpose2d_backward(dy, x, w, *, stride=1, padding=0, output_padding=0, dilation=1)
fisher(a, y, *, within=1.0, between=0.0)
fisher_backward(a, y, *, within=1.0, between=0.0)
global_avg_pool2d(x)
global_avg_pool2d_backward(dy, x_shape)
layer_norm(x, gamma, beta, *, epsilon=1e-5)
layer_norm_backward(dy, x, gamma, *, epsilon=1e-5)
data_available(name, root=None)
load_brain(root=None)
load_climate(field="height", root=None)
load_mnist_5k(root=None)
load_vowels(root=None)
local2d(x, w, b=None, *, stride=1, padding=0, dilation=1)
local2d_backward(dy, x, w, *, stride=1, padding=0, dilation=1)
local_response_norm(x, size=5, *, alpha=0.0001, beta=0.75, k=2.0)
local_response_norm_backward(dy, x, size=5, *, alpha=0.0001, beta=0.75, k=2.0)
masked_cross_entropy(z, y, mask)
masked_cross_entropy_backward(z, y, mask)
max_pool1d(x, size, stride=None)
max_pool1d_backward(dy, winners, x_shape, size, stride=None)
prove_backward(forward, backward, shapes)
recurrent(x, w, u, b, *, h0=None)
recurrent_backward(dh, x, h, z, w, u, *, h0=None, truncate=None)
running_statistics(running_mean, running_variance, mean, variance, count, momentum=0.1)
soft_targets(y, classes, *, smoothing=0.0, class_weights=None, sample_weights=None)
"""
# What users are given and do not call.
OTHER_NAMES = [
    "GradientError",
    "ClassReport",
    "GradientReport",
    "History",
    "StopTraining",
    "TrainingCollapsed",
    "TrainingDiverged",
]
ELEMENTWISE = [name for name, f in ACTIVATIONS.items() if isinstance(f, cnn_core.Activation)]
LOSSES = [line.partition("(")[0] for line in SIGNATURES.split() if "(y_hat," in line]


def resolve(name):
    thing = cnn_core
    for part in name.split("."):
        thing = getattr(thing, part)
    return thing


def promised(line):
    """``name(a, b=1, *, c=2)`` as the name and the arguments of a function that reads so."""
    name, _, arguments = line.partition("(")
    function = ast.parse(f"def {name.replace('.', '__')}({arguments}: pass").body[0]
    names = [arg.arg for arg in function.args.args]
    defaults = [ast.literal_eval(value) for value in function.args.defaults]
    pairs = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    only = dict(
        zip(
            [arg.arg for arg in function.args.kwonlyargs],
            [ast.literal_eval(value) for value in function.args.kw_defaults],
            strict=True,
        )
    )
    return line.partition("(")[0], names, {**pairs, **only}


def broken_promises(thing, names, defaults):
    """What keeps ``thing`` from being called as promised, as a list of texts."""
    found = {name: p for name, p in inspect.signature(thing).parameters.items() if name != "self"}
    positional = [name for name, p in found.items() if p.kind is POSITIONAL]
    faults = [f"{name} is missing" for name in [*names, *defaults] if name not in found]
    first = [name for name in names if name in positional]
    if positional[: len(first)] != first:
        faults.append(f"order {positional}, expected {names}")
    for name, p in found.items():
        if name in defaults and p.default != defaults[name]:
            faults.append(f"{name} is {p.default!r} by default, expected {defaults[name]!r}")
        if name not in names and p.default is p.empty and p.kind in (POSITIONAL, p.KEYWORD_ONLY):
            faults.append(f"{name} must be given")
    return faults


# --- Names and signatures -------------------------------------------------------------------


@pytest.mark.parametrize("line", SIGNATURES.strip().splitlines())
def test_every_name_can_be_called_as_promised(line):
    name, names, defaults = promised(line)
    assert broken_promises(resolve(name), names, defaults) == []


def test_the_comparison_of_signatures_can_fail():
    def conv2d(x, b=None, w=None, *, stride=2, more):
        pass

    line = "conv2d(x, w, b=None, *, stride=1, padding=0)"
    assert broken_promises(conv2d, *promised(line)[1:]) == [
        "padding is missing",
        "order ['x', 'b', 'w'], expected ['x', 'w', 'b']",
        "stride is 2 by default, expected 1",
        "more must be given",
    ]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_other_names_exist(name):
    assert callable(resolve(name))


def test_all_lists_every_public_name_once_and_in_order():
    wanted = {line.partition("(")[0].partition(".")[0] for line in SIGNATURES.split("\n") if line}
    assert wanted | set(OTHER_NAMES) == set(cnn_core.__all__)
    assert len(set(cnn_core.__all__)) == len(cnn_core.__all__)
    assert all(hasattr(cnn_core, name) for name in cnn_core.__all__)


def test_nothing_public_is_left_out_of_all():
    modules = {module.name for module in pkgutil.iter_modules(cnn_core.__path__)}
    public = {name for name in vars(cnn_core) if not name.startswith("_")}
    assert public - modules - {"annotations"} <= set(cnn_core.__all__)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_activations_carry_their_derivative(name):
    z = np.linspace(-2, 2, 6)
    assert resolve(name).derivative(z).shape == z.shape


def test_softmax_carries_its_jacobian_and_its_backward():
    z = np.array([0.1, 0.2, 0.3])
    assert cnn_core.softmax.jacobian(z).shape == (3, 3)
    assert cnn_core.softmax.backward(z, cnn_core.softmax(z)).shape == (3,)


def test_there_are_nine_losses():
    assert len(LOSSES) == 9
    assert set(LOSSES) == set(TABLE_OF_LOSSES)


@pytest.mark.parametrize("name", LOSSES)
def test_losses_carry_their_gradient(name):
    y_hat, y = np.array([[0.2], [0.7]]), np.array([[0.0], [1.0]])
    y = y + 0.5 if name == "mape" else y
    assert np.ndim(resolve(name)(y_hat, y)) == 0
    assert resolve(name).gradient(y_hat, y).shape == y_hat.shape


def test_package_is_marked_as_typed():
    assert (PACKAGE / "py.typed").exists()


# --- The symbolic side ----------------------------------------------------------------------


def test_names_of_the_symbolic_side():
    symbolic = import_module("cnn_core.symbolic")
    wanted = {"prove", "refute", "Proof", "Counterexample", "NotProved"}
    assert wanted <= set(symbolic.__all__)
    assert all(hasattr(symbolic, name) for name in symbolic.__all__)


def test_names_of_the_ledger():
    ledger = import_module("cnn_ledger")
    assert {"equations", "Equation", "LedgerError", "SOURCES"} <= set(ledger.__all__)
    parameters = list(inspect.signature(ledger.equations).parameters)
    assert parameters == ["source", "verdict", "chapter"]


# --- What an import costs -------------------------------------------------------------------


def modules_after(statement):
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    return set(run.stdout.split())


def foreign(modules):
    """Modules that are neither of the standard library, nor NumPy's, nor the package's own."""
    known = {*sys.stdlib_module_names, "numpy", "cnn_core", "__main__"}
    before = modules_after("pass")
    return {m for m in modules - before if m.partition(".")[0] not in known}


def test_import_needs_numpy_alone():
    assert foreign(modules_after("import cnn_core")) == set()


def test_a_foreign_import_would_be_noticed():
    assert "pooch" in foreign(modules_after("import cnn_core, pooch"))


def test_import_loads_little_beside_numpy():
    """Under a quarter of a second on any machine, told by the number of modules, not by a clock."""
    own = {m for m in modules_after("import cnn_core") if m.partition(".")[0] == "cnn_core"}
    others = modules_after("import cnn_core") - modules_after("import numpy") - own
    assert len(others) < 60, sorted(others)
    assert not any(m.startswith("cnn_core.symbolic") for m in own)


def test_the_prover_needs_no_numpy_and_imports_what_a_proof_needs():
    """So it takes hardly longer than SymPy itself: a tenth, measured in CPU time."""
    modules = modules_after("import cnn_core.symbolic")
    own = {m for m in modules if m.startswith("cnn_core.")}
    assert "numpy" not in modules
    assert all(m.startswith("cnn_core.symbolic") for m in own)
    assert not own & {f"cnn_core.symbolic.{m}" for m in ("derivation", "judging", "steps")}


@pytest.mark.parametrize(
    "statement", ["import cnn_core.dense", "from cnn_core.local import local2d", "import cnn_core"]
)
def test_a_function_comes_before_the_module_of_its_name(statement):
    code = f"{statement}\nimport cnn_core\nassert callable(cnn_core.dense)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PACKAGE.parent)


# --- Imports run one way --------------------------------------------------------------------

SOURCES = sorted(PACKAGE.rglob("*.py"))


def imports(source, top_level=False):
    """Full names of the modules that a source imports, anywhere or at its top level only."""
    tree = ast.parse(source)
    nodes = tree.body if top_level else ast.walk(tree)
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def is_symbolic(path):
    return "symbolic" in path.relative_to(PACKAGE).parts


def is_numeric(path):
    return not {"symbolic", "plotting"} & set(path.relative_to(PACKAGE).parts)


SEES_BOTH = {"exact_gradients.py"}  # runs a user's functions on symbols; imports inside functions


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_symbolic_and_numeric_modules_do_not_import_each_other(path):
    own = {name for name in imports(path.read_text("utf-8")) if name.startswith("cnn_core.")}
    crossing = {name for name in own if name.startswith("cnn_core.symbolic") != is_symbolic(path)}
    assert (crossing != set()) == (path.name in SEES_BOTH)
    roots = {name.split(".")[0] for name in imports(path.read_text("utf-8"))}
    assert not roots & {"book", "tests", "cnn_ledger"}


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if is_numeric(path)],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_numeric_modules_import_numpy_alone_at_the_top(path):
    roots = {name.split(".")[0] for name in imports(path.read_text("utf-8"), top_level=True)}
    assert roots <= {*sys.stdlib_module_names, "numpy", "cnn_core"}


def test_the_reading_of_imports_can_fail():
    source = "import sympy\ndef f():\n    from cnn_core.symbolic import prove\n"
    assert imports(source, top_level=True) == {"sympy"}
    assert "cnn_core.symbolic" in imports(source)


# --- any module can be the first -----------------------------------------------------------------

EACH_FIRST = """
import importlib, sys
for name in sys.argv[2:]:
    for known in [k for k in sys.modules if k.partition(".")[0] == sys.argv[1]]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""


def not_first(package, names, folder):
    """The modules that cannot be imported before all others, and why."""
    command = [sys.executable, "-c", EACH_FIRST, package, *names]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=True).stdout


def test_every_module_can_be_imported_first():
    found = pkgutil.walk_packages(cnn_core.__path__, "cnn_core.")
    names = [one.name for one in found if not one.name.endswith("__main__")]
    assert not_first("cnn_core", names, Path(cnn_core.__file__).parents[1]) == ""


def test_modules_that_wait_for_each_other_are_noticed(tmp_path):
    folder = tmp_path / "pair"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "one.py").write_text("from pair.two import b\na = 1\n")
    (folder / "two.py").write_text("from pair.one import a\nb = 2\n")
    assert not_first("pair", ["pair.one"], tmp_path).startswith("pair.one cannot import name")
