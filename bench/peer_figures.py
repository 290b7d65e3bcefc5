#!/usr/bin/python3
"""Runs the peers' own script and renames its figures to those of bench/learner.sh; adds their sums and the peak memory of its process.

usage: peer_figures.py PEERS_SCRIPT DATA_DIR [train1m|train100k]
"""
import json
import resource
import subprocess
import sys


def show(figure):
    print(json.dumps(figure), flush=True)


def main(script, arguments):
    levels = []
    with subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            figure = json.loads(line)
            who = figure["peer"]
            if "level" in figure:
                levels.append(figure)
                show({"who": who, "settings": "same", **{name: figure[name] for name in ("level", "train_s", "pinball", "over_limit", "coverage")}})
            if "rmse" in figure:
                show({"extra": "mean only", "who": who, "train_s": figure["train_s"], "rmse": figure["rmse"]})
            if "p50_us" in figure:
                show({"who": who, "row_p50_us": figure["p50_us"], "row_p99_us": figure["p99_us"], "row_allocated_bytes": None})
    if process.returncode:
        sys.exit(process.returncode)
    show({"who": "sklearn and xgboost", "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024})
    show({"extra": "mean excess", "who": "sklearn", "settings": "same", "mean_over_limit5": round(sum(level["over_limit"] for level in levels) / len(levels), 5),
          "train_s": round(sum(level["train_s"] for level in levels), 2)})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
