"""Convolutions by loops, by einsum and by columns; images NCHW, NHWC and batch last."""

import numpy as np

from . import broken

NCHW = (2, 2, 5, 5), (3, 2, 3, 3), (3,)
SAME = (2, 2, 5, 5), (2, 2, 3, 3), (2,)


def conv(x, weight, bias, stride=1, padding=0, dilation=1):
    """NCHW, by loops over the places."""
    k = dilation * (weight.shape[2] - 1) + 1
    xp = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    oh, ow = ((n - k) // stride + 1 for n in xp.shape[2:])
    y = np.zeros((len(x), len(weight), oh, ow))
    for i in range(oh):
        for j in range(ow):
            part = xp[
                :, :, i * stride : i * stride + k : dilation, j * stride : j * stride + k : dilation
            ]
            y[:, :, i, j] = np.einsum("ncuv,fcuv->nf", part, weight) + bias
    return y


def gradients(dy, x, weight, stride=1, padding=0, dilation=1):
    """The right ones; what is wrong is done to them, or to what they are given."""
    k = dilation * (weight.shape[2] - 1) + 1
    xp = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    dxp, dw = np.zeros_like(xp), np.zeros_like(weight)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            rows = slice(i * stride, i * stride + k, dilation)
            columns = slice(j * stride, j * stride + k, dilation)
            dw += np.einsum("nf,ncuv->fcuv", dy[:, :, i, j], xp[:, :, rows, columns])
            dxp[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", dy[:, :, i, j], weight)
    return dxp, dw, dy.sum(axis=(0, 2, 3))


def cut(dxp, p):
    return dxp[:, :, p : dxp.shape[2] - p, p : dxp.shape[3] - p]


@broken(conv, *NCHW, names="kernel not turned")
def full_correlation_with_the_kernel_as_it_is(dy, x, weight, bias):
    k = weight.shape[2]
    wide = np.pad(dy, ((0, 0), (0, 0), (k - 1,) * 2, (k - 1,) * 2))
    dx = np.zeros_like(x)
    for i in range(x.shape[2]):
        for j in range(x.shape[3]):
            dx[:, :, i, j] = np.einsum("nfuv,fcuv->nc", wide[:, :, i : i + k, j : j + k], weight)
    return dx, *gradients(dy, x, weight)[1:]


@broken(conv, *NCHW, names="turned")
def turned_weight_gradient(dy, x, weight, bias):
    dx, dw, db = gradients(dy, x, weight)
    return dx, np.rot90(dw, 2, axes=(2, 3)), db


@broken(conv, *NCHW, names="transposed")
def rows_for_columns(dy, x, weight, bias):
    dx, dw, db = gradients(dy, x, weight)
    return dx, dw.transpose(0, 1, 3, 2), db


@broken(conv, *SAME, names="channel axes exchanged")
def filters_for_channels(dy, x, weight, bias):
    dx, dw, db = gradients(dy, x, weight)
    return dx, np.swapaxes(dw, 0, 1), db


@broken(conv, *SAME, names="transpose forgotten")
def channels_of_the_kernel_not_exchanged(dy, x, weight, bias):
    return gradients(dy, x, weight.swapaxes(0, 1))[0], *gradients(dy, x, weight)[1:]


@broken(conv, *NCHW, names="filters mixed|channels of the kernel mixed")
def two_indices_in_an_einsum(dy, x, weight, bias):
    mixed = np.broadcast_to(dy.sum(axis=1, keepdims=True), dy.shape)
    return gradients(mixed, x, weight)[0], *gradients(dy, x, weight)[1:]


@broken(conv, *NCHW, names="only one counts")
def last_filter_only(dy, x, weight, bias):
    dx = np.zeros_like(x)
    for f in range(len(weight)):
        dx = gradients(dy[:, f : f + 1], x, weight[f : f + 1])[0]
    return dx, *gradients(dy, x, weight)[1:]


@broken(conv, *NCHW, names="only one counts")
def bias_of_one_place(dy, x, weight, bias):
    return *gradients(dy, x, weight)[:2], dy[:, :, 0, 0].sum(axis=0)


@broken(conv, *NCHW, names="mean for sum")
def bias_averaged_over_places(dy, x, weight, bias):
    return *gradients(dy, x, weight)[:2], dy.mean(axis=(2, 3)).sum(axis=0)


@broken(conv, *NCHW, names="mean for sum")
def everything_averaged(dy, x, weight, bias):
    return *gradients(dy, x, weight)[:2], dy.mean(axis=(0, 2, 3))


@broken(conv, (2, 2, 7, 7), (3, 2, 3, 3), (3,), names="stride ignored", stride=2)
def input_gradient_without_the_stride(dy, x, weight, bias, stride):
    dx, k = np.zeros_like(x), weight.shape[2]
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            dx[:, :, i : i + k, j : j + k] += np.einsum("nf,fcuv->ncuv", dy[:, :, i, j], weight)
    return dx, *gradients(dy, x, weight, stride)[1:]


@broken(conv, (2, 2, 7, 7), (3, 2, 3, 3), (3,), names="stride ignored", stride=2)
def weight_gradient_without_the_stride(dy, x, weight, bias, stride):
    dx, dw, db = gradients(dy, x, weight, stride)
    for u, v in np.ndindex(*weight.shape[2:]):
        part = x[:, :, u : u + dy.shape[2], v : v + dy.shape[3]]
        dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dy, part)
    return dx, dw, db


@broken(conv, (2, 2, 7, 7), (3, 2, 2, 2), (3,), names="dilation ignored", dilation=2)
def without_the_dilation(dy, x, weight, bias, dilation):
    dx, _, db = gradients(dy, x, weight, dilation=dilation)
    return dx, gradients(dy, x, weight)[1], db


@broken(conv, (2, 2, 8, 8), (3, 2, 2, 2), (3,), names="stride and dilation exchanged",
        stride=2, dilation=3)  # fmt: skip
def stride_for_dilation(dy, x, weight, bias, stride, dilation):
    dx, dw, db = gradients(dy, x, weight, stride, 0, dilation)
    other = np.zeros_like(dw)
    for u, v in np.ndindex(*weight.shape[2:]):
        for i, j in np.ndindex(*dy.shape[2:]):
            if i * dilation + u * stride < x.shape[2] and j * dilation + v * stride < x.shape[3]:
                part = x[:, :, i * dilation + u * stride, j * dilation + v * stride]
                other[:, :, u, v] += np.einsum("nf,nc->fc", dy[:, :, i, j], part)
    return dx, other, db


@broken(conv, *NCHW, names="padding not cut", padding=1)
def padding_left_on(dy, x, weight, bias, padding):
    return gradients(dy, x, weight, 1, padding)


@broken(conv, *NCHW, names="padding not cut|shifted", padding=1)
def padding_cut_from_one_end(dy, x, weight, bias, padding):
    dxp, dw, db = gradients(dy, x, weight, 1, padding)
    return dxp[:, :, : x.shape[2], : x.shape[3]], dw, db


@broken(conv, *NCHW, names="padding ignored", padding=1)
def weight_gradient_without_the_padding(dy, x, weight, bias, padding):
    dxp, _, db = gradients(dy, x, weight, 1, padding)
    return cut(dxp, 1), gradients(dy[:, :, 1:-1, 1:-1], x, weight)[1], db


@broken(conv, *NCHW, names="overwritten")
def windows_overwrite_each_other(dy, x, weight, bias):
    dx, k = np.zeros_like(x), weight.shape[2]
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            dx[:, :, i : i + k, j : j + k] = np.einsum("nf,fcuv->ncuv", dy[:, :, i, j], weight)
    return dx, *gradients(dy, x, weight)[1:]


@broken(conv, (2, 2, 6, 6), (3, 2, 3, 3), (3,), names="remainder rows dropped", stride=2)
def short_of_the_remainder(dy, x, weight, bias, stride):
    dx, dw, db = gradients(dy, x, weight, stride)
    k = weight.shape[2]
    rows, columns = ((n - 1) * stride + k for n in dy.shape[2:])
    return dx[:, :, :rows, :columns], dw, db


@broken(conv, *NCHW, names="turned|factor two")
def two_mistakes(dy, x, weight, bias):
    dx, dw, db = gradients(dy, x, weight)
    return dx, dw[:, :, ::-1, ::-1] / 2, db


@broken(conv, *NCHW, names="kernel not turned|sign")
def two_mistakes_in_the_input(dy, x, weight, bias):
    return -gradients(dy, x, weight[:, :, ::-1, ::-1])[0], *gradients(dy, x, weight)[1:]


# --- channels last ---------------------------------------------------------------------------


def nhwc(x, w):
    """Images NHWC, kernels HWCF."""
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(1, 2))
    return np.einsum("nijcuv,uvcf->nijf", windows, w)


def nhwc_gradients(dy, x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(1, 2))
    kh, kw = w.shape[:2]
    wide = np.pad(dy, ((0, 0), (kh - 1,) * 2, (kw - 1,) * 2, (0, 0)))
    wide = np.lib.stride_tricks.sliding_window_view(wide, (kh, kw), axis=(1, 2))
    dx = np.einsum("nijfuv,uvcf->nijc", wide, w[::-1, ::-1])
    return dx, np.einsum("nijf,nijcuv->uvcf", dy, windows)


@broken(nhwc, (2, 5, 6, 3), (3, 2, 3, 4), names="kernel not turned")
def turned_axes_are_the_wrong_ones(dy, x, w):
    wide = np.pad(dy, ((0, 0), (2, 2), (1, 1), (0, 0)))
    wide = np.lib.stride_tricks.sliding_window_view(wide, (3, 2), axis=(1, 2))
    return np.einsum("nijfuv,uvcf->nijc", wide, w), nhwc_gradients(dy, x, w)[1]


@broken(nhwc, (2, 5, 6, 3), (3, 2, 3, 4), names="mean for sum")
def mean_loss_counted_twice(dy, x, w):
    dx, dw = nhwc_gradients(dy, x, w)
    return dx, dw / len(x)


@broken(nhwc, (2, 5, 6, 3), (3, 2, 3, 4), names="turned")
def one_axis_reversed(dy, x, w):
    dx, dw = nhwc_gradients(dy, x, w)
    return dx, dw[::-1]


# --- by columns, with a cache ------------------------------------------------------------------


def columns(x, k):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))
    return windows.transpose(0, 2, 3, 1, 4, 5).reshape(-1, x.shape[1] * k * k)


def conv_forward_im2col(x, w, b):
    n, _, h, _ = x.shape
    size = h - w.shape[2] + 1
    y = columns(x, w.shape[2]) @ w.reshape(len(w), -1).T + b
    return y.reshape(n, size, size, len(w)).transpose(0, 3, 1, 2), (x, w, b)


@broken(conv_forward_im2col, *NCHW, names="dy reshaped")
def reshapes_without_transposing(dout, cache):
    x, w, _ = cache
    flat = dout.reshape(-1, len(w))
    dx, _, db = gradients(dout, x, w)
    return dx, (flat.T @ columns(x, w.shape[2])).reshape(w.shape), db


@broken(conv_forward_im2col, *NCHW, names="reshaped for transposed|transposed")
def reshapes_the_kernel_gradient(dout, cache):
    x, w, _ = cache
    flat = dout.transpose(0, 2, 3, 1).reshape(-1, len(w))
    dx, _, db = gradients(dout, x, w)
    return dx, (columns(x, w.shape[2]).T @ flat).reshape(w.shape), db


@broken(conv_forward_im2col, *NCHW, names="sum forgotten")
def one_gradient_a_sample(dout, cache):
    x, w, _ = cache
    dx, dw, _ = gradients(dout, x, w)
    return dx, dw, dout.sum(axis=(2, 3))


# --- batch last ----------------------------------------------------------------------------------


def batch_last(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(1, 2))
    return np.einsum("cijnuv,fcuv->fijn", windows, w)


@broken(batch_last, (3, 5, 5, 2), (4, 3, 2, 2), names="only one counts")
def first_sample_only(dy, x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(1, 2))
    wide = np.pad(dy, ((0, 0), (1, 1), (1, 1), (0, 0)))
    wide = np.lib.stride_tricks.sliding_window_view(wide, (2, 2), axis=(1, 2))
    dx = np.einsum("fijnuv,fcuv->cijn", wide, w[:, :, ::-1, ::-1])
    return dx, np.einsum("fij,cijuv->fcuv", dy[..., 0], windows[:, :, :, 0])
