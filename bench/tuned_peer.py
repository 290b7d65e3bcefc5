#!/usr/bin/python3
"""scikit-learn's quantile booster, tuned by the rule both sides follow: four settings; the latest fifth of the training rows is held out, the setting and its number of rounds
(at most 400) with the lowest pinball loss there win, level by level, and the winner trains again on all rows.

usage: tuned_peer.py DATA_DIR [train1m|train100k] [LEVEL...]      (Debian: python3-sklearn python3-numpy; two threads)
"""
import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "2")
import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

LEVELS = (.05, .25, .5, .75, .95)
SETTINGS = (dict(learning_rate=.1, max_leaf_nodes=31, min_samples_leaf=20), dict(learning_rate=.2, max_leaf_nodes=31, min_samples_leaf=200),
            dict(learning_rate=.1, max_leaf_nodes=127, min_samples_leaf=200), dict(learning_rate=.05, max_leaf_nodes=63, min_samples_leaf=200))
MOST_ROUNDS = 400


def load(folder, name):
    a = np.fromfile(f"{folder}/{name}.f32", "<f4").reshape(-1, 31)
    return np.ascontiguousarray(a[:, :30]), np.ascontiguousarray(a[:, 30])


def pinball(y, p, q):
    u = y.astype(np.float64) - p
    return float(np.mean(np.maximum(q * u, (q - 1) * u)))


def model(q, rounds, setting):
    return HistGradientBoostingRegressor(loss="quantile", quantile=q, max_iter=rounds, max_bins=255, early_stopping=False, random_state=1, **setting)


def choose(x, y, q):
    rows = len(y) // 5 * 4
    best = (np.inf, 0, None)
    for setting in SETTINGS:
        fitted = model(q, MOST_ROUNDS, setting).fit(x[:rows], y[:rows])
        losses = [pinball(y[rows:], p, q) for p in fitted.staged_predict(x[rows:])]
        rounds = int(np.argmin(losses)) + 1
        best = min(best, (losses[rounds - 1], rounds, setting), key=lambda candidate: candidate[0])
    return best[1:]


def main(folder, train, levels):
    x, y = load(folder, train)
    xt, yt = load(folder, "test200k")
    limit = json.load(open(f"{folder}/limit.json"))
    over = []
    for q in levels:
        start = time.perf_counter()
        rounds, setting = choose(x, y, q)
        print(json.dumps({"extra": "chosen", "who": "sklearn", "settings": "tuned", "level": q, "rounds": rounds, **setting, "search_s": round(time.perf_counter() - start, 2)}), flush=True)
        start = time.perf_counter()
        fitted = model(q, rounds, setting).fit(x, y)
        seconds = time.perf_counter() - start
        p = fitted.predict(xt)
        loss = pinball(yt, p, q)
        over.append(loss / limit[str(q)] - 1)
        print(json.dumps({"who": "sklearn", "settings": "tuned", "level": q, "train_s": round(seconds, 2), "pinball": round(loss, 5),
                          "over_limit": round(over[-1], 5), "coverage": round(float((yt <= p).mean()), 4)}), flush=True)
    if len(over) == len(LEVELS):
        print(json.dumps({"extra": "mean excess", "who": "sklearn", "settings": "tuned", "mean_over_limit5": round(float(np.mean(over)), 5)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "train1m", [float(level) for level in sys.argv[3:]] or LEVELS)
