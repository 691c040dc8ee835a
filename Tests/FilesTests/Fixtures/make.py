"""Writes the array files that the tests read. Run in this folder: python3 make.py (NumPy 2.4)."""
import io
import zipfile

import numpy as np

ramp = np.arange(24).reshape(2, 3, 4)
np.save("c-order.npy", ramp.astype("<f4"))
np.save("fortran-order.npy", np.asfortranarray(ramp.astype("<f8")))
np.save("big-endian.npy", ramp.astype(">i2"))
np.save("scalar.npy", np.float64(2.5))
np.save("empty.npy", np.zeros((0, 9), "<f4"))
np.save("structured.npy", np.zeros(3, dtype=[("a", "<f4"), ("b", "<i4")]))

types = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]
np.savez("types.npz", **{np.dtype(t).name: np.array([0, 1, 2, 100], dtype=t) for t in types})

rng = np.random.default_rng(1)
responses = rng.poisson(0.05, size=(50, 6, 5)).astype("<u2")
conditions = np.arange(450).reshape(50, 9).astype("<f4")
np.savez_compressed("dataset.npz", conditions=conditions, responses=responses)

# Version 2 of the format, and an archive with a comment, a foreign member and a 64-bit local header.
with open("version-2.npy", "wb") as file:
    np.lib.format.write_array(file, ramp.astype("<u4"), version=(2, 0))
with zipfile.ZipFile("comment.npz", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.comment = b"a comment"
    archive.writestr("README", "not an array")
    with archive.open("ramp.npy", "w", force_zip64=True) as member:
        np.lib.format.write_array(member, ramp.astype("<f4"))
