"""Writes the files that the tests read. Run in this folder: python3 make.py (NumPy 2.4)."""
import io
import zipfile

import numpy as np

# Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge; published rows: a neutron, a photon with its vertex, a proton.
rows = np.array(
    [
        [3192.38, 0, 0, 0, 0.022422, -0.182957, -3192.38, 939.565413, 0],
        [1304.34, -1.83e-5, 1.56e-5, 0.050293, -0.509192, 0.461106, 1304.34, 0, 0],
        [3961.55, 0, 0, 0, -0.076487, 0.179845, 3961.55, 938.272081, 1],
    ]
)
pdg = np.array([[2112], [22], [2212]])

np.save("particles-f8.npy", rows)
np.save("particles-f8-fortran.npy", np.asfortranarray(rows))
np.save("particles-f4-big-endian.npy", rows.astype(">f4"))
np.savez("particles-stored.npz", arr_0=np.hstack([rows, pdg]))
np.savez_compressed("particles-deflated.npz", conditions=np.asfortranarray(rows.astype("<f4")), other=np.zeros(3))
np.savetxt(
    "particles-savetxt.csv", np.hstack([rows, pdg]), delimiter=",", header="Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge,pdg")

# A data set of 3 particles with 4, 2 and 1 responses, mixed, as one file and as the pair of files of the JAX works.
rng = np.random.default_rng(7)
order = [0, 1, 0, 2, 0, 1, 0]
conditions = rows[order]
responses = rng.poisson(0.03, size=(len(order), 44, 44))
responses[3] = 0
np.savez_compressed("set.npz", conditions=conditions.astype("<f4"), responses=responses.astype("<u2"))
np.savez_compressed(
    "set-fortran.npz", conditions=np.asfortranarray(conditions), responses=np.asfortranarray(responses.astype("<f4")))
np.savez_compressed("pair-particles.npz", np.hstack([rows, pdg])[order].astype("<f4"))
np.savez_compressed("pair-responses.npz", responses[..., None].astype("<f4"))
with zipfile.ZipFile("set-zip64.npz", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, array in [("conditions", conditions.astype(">f8")), ("responses", responses.astype(">i8"))]:
        with archive.open(name + ".npy", "w", force_zip64=True) as member:
            np.lib.format.write_array(member, array)
