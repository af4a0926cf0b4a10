"""Speed, measured: layers, training steps, training, inference, memory, scaling, proofs.

``make bench`` (or ``python -m benchmarks --help``) runs everything, prints the tables, and writes
``results.json`` and ``results.svg`` beside this file.
"""
