#!/usr/bin/python3
"""Renames the figures of the peers' own script to those of bench/learner.sh."""
import json
import sys

for line in sys.stdin:
    figure = json.loads(line)
    renamed = {"who": figure.pop("peer"), "settings": "same"}
    for old, new in (("p50_us", "row_p50_us"), ("p99_us", "row_p99_us")):
        if old in figure:
            figure[new] = figure.pop(old)
    print(json.dumps({**renamed, **figure}), flush=True)
