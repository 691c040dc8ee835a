"""Makes the numbers that the tests of ONNX compare with, by other implementations.

Run once in this folder, with numpy, onnx, onnxruntime and torch installed, after
`ZDC_RECORD_ONNX=1 swift test --filter ONNXTests` wrote raw, derived and located anew:
    python make_fixtures.py
"""
import json
import struct

import numpy as np
import onnxruntime


def read(name):
    with open(name + ".safetensors", "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {
        key: np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for key, entry in header.items() if key != "__metadata__"
    }


def write(name, tensors):
    header, data = {}, b""
    for key in sorted(tensors):
        block = np.ascontiguousarray(tensors[key], "<f4").tobytes()
        header[key] = {"dtype": "F32", "shape": list(tensors[key].shape), "data_offsets": [len(data), len(data) + len(block)]}
        data += block
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(name + ".safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def run(name, noise, conditions):
    session = onnxruntime.InferenceSession(name + ".onnx", providers=["CPUExecutionProvider"])
    return session.run(None, {"noise": noise, "conditions": conditions})[0]


for name in ["raw", "derived", "located"]:
    cases = read(name)
    together = run(name, cases["noise"], cases["conditions"])
    alone = np.concatenate([run(name, n[None], c[None]) for n, c in zip(cases["noise"], cases["conditions"])])
    print(name, "batch against single:", np.abs(together - alone).max())
    write(name, {"noise": cases["noise"], "conditions": cases["conditions"], "runtime": together})
