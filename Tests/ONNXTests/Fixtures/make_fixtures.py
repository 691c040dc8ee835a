"""Makes the numbers that the tests of ONNX compare with, by other implementations.

Run once in this folder, with numpy, onnx, onnxruntime and torch installed, after
`ZDC_RECORD_ONNX=1 swift test --filter ONNXTests` wrote raw, derived, located, fine and flow anew:
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


for name in ["raw", "derived", "located", "fine", "flow"]:
    cases = read(name)
    together = run(name, cases["noise"], cases["conditions"])
    alone = np.concatenate([run(name, n[None], c[None]) for n, c in zip(cases["noise"], cases["conditions"])])
    print(name, "batch against single:", np.abs(together - alone).max())
    write(name, {"noise": cases["noise"], "conditions": cases["conditions"], "runtime": together})


# Generators of other programs: random weights, the channels of the tests, eight samples.
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

torch.manual_seed(7)
HIDDEN, START, FIRST, SECOND, THIRD = 8, 2, 4, 3, 2


class Published(torch.nn.Module):
    """The published 44 x 44 generator, with dropout, as a PyTorch user would write it."""

    def __init__(self, hidden=HIDDEN, start=START, first=FIRST, second=SECOND, third=THIRD):
        super().__init__()

        def activated(norm, channels):
            return [norm(channels), torch.nn.Dropout(0.2), torch.nn.LeakyReLU(0.1)]

        flat, image = torch.nn.BatchNorm1d, torch.nn.BatchNorm2d
        self.dense = torch.nn.Sequential(
            torch.nn.Linear(19, hidden), *activated(flat, hidden),
            torch.nn.Linear(hidden, 13 * 13 * start), *activated(flat, 13 * 13 * start))
        self.start = start
        self.image = torch.nn.Sequential(
            torch.nn.Upsample(scale_factor=2), torch.nn.Conv2d(start, first, 3), *activated(image, first),
            torch.nn.Upsample(scale_factor=2), torch.nn.Conv2d(first, second, 3), *activated(image, second),
            torch.nn.Conv2d(second, third, 2), *activated(image, third), torch.nn.Conv2d(third, 1, 2), torch.nn.ReLU())
        for module in self.modules():
            if isinstance(module, (flat, image)):
                torch.nn.init.normal_(module.weight, 1, 0.3)
                torch.nn.init.normal_(module.bias, 0.2, 0.3)
                torch.nn.init.normal_(module.running_mean, 0, 0.1)
                torch.nn.init.uniform_(module.running_var, 1, 3)
            elif isinstance(module, (torch.nn.Linear, torch.nn.Conv2d)):
                torch.nn.init.kaiming_normal_(module.weight, 0.1)
        # So that the last ReLU cuts off some pixels and leaves others.
        torch.nn.init.constant_(self.image[-2].bias, 0.3)

    def forward(self, noise, conditions):
        features = self.dense(torch.cat([noise, conditions], dim=1))
        return self.image(features.view(features.size(0), self.start, 13, 13))


class ConditionsFirst(torch.nn.Module):
    def __init__(self, generator):
        super().__init__()
        self.generator = generator

    def forward(self, conditions, noise):
        return self.generator(noise, conditions)


def export(name, generator, swapped=False, **options):
    """Writes NAME.onnx, and what PyTorch itself makes of eight samples."""
    generator.eval()
    noise, conditions = torch.randn(8, 10), torch.randn(8, 9)
    with torch.no_grad():
        images = generator(noise, conditions)
    model = ConditionsFirst(generator).eval() if swapped else generator
    inputs, names = ((conditions, noise), ["c", "z"]) if swapped else ((noise, conditions), ["z", "c"])
    torch.onnx.export(model, inputs, name + ".onnx", input_names=names, output_names=["image"], external_data=False, **options)
    write(name, {"noise": noise.numpy(), "conditions": conditions.numpy(), "expected": images.numpy().reshape(8, -1)})
    print(name, [node.op_type for node in onnx.load(name + ".onnx").graph.node])


def export_all(suffix="", **channels):
    free = {"z": {0: "n"}, "c": {0: "n"}, "image": {0: "n"}}
    export("torch-traced" + suffix, Published(**channels), dynamo=False, dynamic_axes=free)
    batch = torch.export.Dim("n")
    export("torch-exported" + suffix, Published(**channels), dynamo=True, dynamic_shapes=({0: batch}, {0: batch}))
    export("torch-swapped" + suffix, Published(**channels), swapped=True, dynamo=False, dynamic_axes=free)
    export("torch-fixed" + suffix, Published(**channels), dynamo=False)
    # Without any folding of constants and normalisations.
    export(
        "torch-plain" + suffix, Published(**channels), dynamo=False, dynamic_axes=free, do_constant_folding=False,
        training=torch.onnx.TrainingMode.PRESERVE, opset_version=12)


class Graph:
    """Nodes and constants of a graph that is put together by hand."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, values, kind=np.float32):
        name = f"k{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(values, kind), name))
        return name

    def add(self, op, *inputs, **attributes):
        name = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], name, **attributes))
        return name


def keras_like(name, turned=False):
    """As tf2onnx writes a Keras generator: MatMul and Add, images with the channels last between the operators, the
    normalisations of dense layers as factor and shift, shapes computed from shapes."""
    rng = np.random.default_rng(11)
    graph = Graph()

    def dense(value, inputs, outputs):
        value = graph.add("MatMul", value, graph.constant(rng.normal(0, inputs ** -0.5, (inputs, outputs))))
        value = graph.add("Add", value, graph.constant(rng.normal(0, 0.2, outputs)))
        value = graph.add("Mul", value, graph.constant(rng.uniform(0.5, 1.5, (1, outputs))))
        value = graph.add("Sub", value, graph.constant(rng.normal(0, 0.2, outputs)))
        return graph.add("LeakyRelu", value, alpha=0.1)

    def convolution(value, inputs, outputs, size):
        value = graph.add("Transpose", value, perm=[0, 3, 1, 2])
        weight = rng.normal(0, 1.4 * (inputs * size * size) ** -0.5, (outputs, inputs, size, size))
        value = graph.add("Conv", value, graph.constant(weight), kernel_shape=[size, size], auto_pad="VALID")
        value = graph.add("Transpose", value, perm=[0, 2, 3, 1])
        value = graph.add("Add", value, graph.constant(rng.normal(0.1, 0.2, outputs)))
        if outputs == 1:
            return graph.add("Relu", value)
        value = graph.add("Transpose", value, perm=[0, 3, 1, 2])
        norm = [rng.uniform(0.5, 1.5, outputs), rng.normal(0.1, 0.2, outputs), rng.normal(0, 0.2, outputs), rng.uniform(0.3, 1, outputs)]
        value = graph.add("BatchNormalization", value, *[graph.constant(part) for part in norm], epsilon=1e-3)
        return graph.add("LeakyRelu", graph.add("Transpose", value, perm=[0, 2, 3, 1]), alpha=0.1)

    def upsample(value):
        value = graph.add("Transpose", value, perm=[0, 3, 1, 2])
        value = graph.add(
            "Resize", value, "", graph.constant([1, 1, 2, 2]), mode="nearest", nearest_mode="floor",
            coordinate_transformation_mode="asymmetric")
        return graph.add("Transpose", value, perm=[0, 2, 3, 1])

    value = graph.add("Concat", "noise", "conditions", axis=-1)
    value = dense(dense(value, 19, HIDDEN), HIDDEN, 169 * START)
    rows = graph.add("Cast", graph.add("Shape", value), to=TensorProto.INT32)
    rows = graph.add("Slice", rows, *[graph.constant(part, np.int64) for part in ([0], [1], [0])])
    image = graph.constant([13, 13, START], np.int32)
    shape = graph.add("Cast", graph.add("Concat", rows, image, axis=0), to=TensorProto.INT64)
    value = graph.add("Reshape", value, shape)
    value = convolution(upsample(value), START, FIRST, 3)
    value = convolution(upsample(value), FIRST, SECOND, 3)
    value = convolution(convolution(value, SECOND, THIRD, 2), THIRD, 1, 2)
    if turned:
        value = graph.add("Transpose", value, perm=[0, 2, 1, 3])
    graph.nodes[-1].output[0] = "image"

    def rows_of(name, *extents):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", *extents])

    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "keras", [rows_of("noise", 10), rows_of("conditions", 9)], [rows_of("image", 44, 44, 1)], graph.constants),
        opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, name + ".onnx")
    noise, conditions = rng.normal(size=(8, 10)).astype("f4"), rng.normal(size=(8, 9)).astype("f4")
    images = run(name, noise, conditions)
    print(name, images.shape, images.max())
    if turned:
        images = images.transpose(0, 2, 1, 3)
    write(name, {"noise": noise, "conditions": conditions, "expected": images.reshape(8, -1)})


export_all()
keras_like("keras-like")
keras_like("keras-like-turned", turned=True)
