#!/usr/bin/env bash
# A transposed convolution uses each weight once per INPUT pixel. thop and torchinfo count once
# per OUTPUT pixel: 4.5 times too much for kernel 3, stride 2 on 8 x 8. fvcore, ptflops and
# PyTorch's own counter are right.
# Seen with torch==2.14.1, numpy==2.4.6, torchinfo==1.8.0, thop==0.1.1.post2209072238, fvcore==0.1.5.post20221221 on Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'torch==2.14.1' 'numpy==2.4.6' 'torchinfo==1.8.0' 'thop==0.1.1.post2209072238' 'fvcore==0.1.5.post20221221'
cd "$work"
"$work/env/bin/python" - <<'PY'
import contextlib, io, logging, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import thop, torch
from fvcore.nn import FlopCountAnalysis
from torchinfo import summary
layer, image = torch.nn.ConvTranspose2d(4, 6, 3, stride=2, bias=False).eval(), torch.ones(1, 4, 8, 8)
true, per_output = 4 * 6 * 9 * 8 * 8, 4 * 6 * 9 * 17 * 17
with contextlib.redirect_stdout(io.StringIO()):
    by_thop = thop.profile(layer, inputs=(image,))[0]
by_torchinfo = summary(layer, input_data=image, verbose=0).total_mult_adds
by_fvcore = FlopCountAnalysis(layer, image).total()
print("true", true, "fvcore", by_fvcore, "thop", by_thop, "torchinfo", by_torchinfo)
assert by_fvcore == true
assert by_thop == by_torchinfo == per_output
PY
