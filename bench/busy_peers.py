#!/usr/bin/python3
"""Times the peers' training of one curve on 100,000 rows, to be run with both cores free and with one taken. Two threads, as they start by themselves on two cores.

usage: busy_peers.py DATA_DIR NOTE      (Debian: python3-sklearn python3-xgboost python3-numpy)
"""
import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "2")
import xgboost
from sklearn.ensemble import HistGradientBoostingRegressor

from tuned_peer import load


def show(who, note, rows, fit):
    start = time.perf_counter()
    fit()
    print(json.dumps({"extra": "time", "who": who, "note": note, "levels": 1, "rows": rows, "train_s": round(time.perf_counter() - start, 2)}), flush=True)


def main(folder, note):
    x, y = load(folder, "train100k")
    booster = HistGradientBoostingRegressor(loss="quantile", quantile=.5, max_iter=200, max_leaf_nodes=31, learning_rate=.1, max_bins=255, early_stopping=False, random_state=1)
    show("sklearn", note, len(y), lambda: booster.fit(x, y))
    options = dict(tree_method="hist", objective="reg:squarederror", grow_policy="lossguide", max_leaves=31, max_depth=0, max_bin=256, eta=.1, nthread=2, min_child_weight=20, reg_lambda=0,
                   base_score=float(y.mean()))
    show("xgboost, mean only", note, len(y), lambda: xgboost.train(options, xgboost.DMatrix(x, y, nthread=2), 200))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
