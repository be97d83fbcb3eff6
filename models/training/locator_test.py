"""What the locator's training rests on; wants neither pool nor weights.

    /usr/bin/python3 models/training/locator_test.py
"""
from __future__ import annotations

import json
import random
import tempfile
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
from locator import gaps
from locator_boxes import agreement, boxes_in, matched
from locator_card import formatted
from locator_data import CONTAINER, EVALUATION_FROM, NO_DATA, VEHICLE, Picture, Pool, cut, is_validation, twice, without
from locator_frames import on_another_chassis
from locator_net import COLUMNS, ROWS, Locator
from locator_score import as_given
from locator_tone import as_8_bit
from locator_vary import fitted, varied
from onnx_export import export

PITCH = 48
BOX = (40.0, 10.0, 165.0, 64.0)


def scan(seed: int = 1) -> Picture:
    """A dark container of 6 m on a darker chassis in air."""
    samples = np.full((2, 104, 240), 60_000, np.uint16)
    samples[:, 10:64, 40:165] = 12_000
    samples[:, 64:90, 30:200] = 900
    vehicle = np.zeros((104, 240), np.uint8)
    vehicle[64:90, 30:200] = 1
    return Picture(seed, samples, vehicle, [BOX])


def written(folder: Path, seed: int, complete: bool = True) -> None:
    picture = scan(seed)
    classes = picture.vehicle.astype(np.uint16)
    np.save(folder / f"{seed}.truck.npy", np.concatenate([picture.samples, classes[None]]).transpose(0, 2, 1))
    if complete:
        container = {"type": "20GP", "x": 320, "y": 80, "w": 1000, "h": 432}
        about = {"seed": seed, "columns": 1920, "rows": 832, "crop": {"x": 300, "y": 60, "w": 1040, "h": 470}, "containers": [container]}
        (folder / f"{seed}.json").write_text(json.dumps(about))


class Boxes(unittest.TestCase):
    def test_an_even_rectangle_gives_itself(self) -> None:
        classes = np.zeros((ROWS, COLUMNS), np.uint8)
        classes[10:64, 40:165] = CONTAINER
        [found] = boxes_in(classes, PITCH)
        self.assertGreater(agreement(found, BOX), 0.99)
        # Two in a hundred left out at each side: 121 of 125 columns, 52 of 54 rows.
        [bare] = boxes_in(classes, PITCH, spread=False)
        self.assertEqual(bare, (42.0, 11.0, 163.0, 63.0))

    def test_what_sticks_out_is_not_its_wall(self) -> None:
        classes = np.zeros((ROWS, COLUMNS), np.uint8)
        classes[10:64, 40:165] = CONTAINER
        classes[30, 165:200] = CONTAINER
        [found] = boxes_in(classes, PITCH)
        self.assertGreater(agreement(found, BOX), 0.97)

    def test_two_containers_are_two_whether_air_or_a_few_pixels_lie_between(self) -> None:
        for bridge in (0, 10):
            classes = np.zeros((ROWS, COLUMNS), np.uint8)
            classes[10:64, 40:165] = classes[10:64, 168:293] = CONTAINER
            classes[10 : 10 + bridge, 165:168] = CONTAINER
            found = boxes_in(classes, PITCH)
            self.assertEqual(len(found), 2)
            self.assertGreater(min(matched(found, [BOX, (168, 10, 293, 64)])), 0.97)

    def test_crumbs_are_no_containers(self) -> None:
        classes = np.zeros((ROWS, COLUMNS), np.uint8)
        classes[10:30, 40:80] = CONTAINER
        self.assertEqual(boxes_in(classes, PITCH), [])

    def test_a_box_too_many_counts_as_a_miss(self) -> None:
        self.assertEqual(matched([BOX, (200, 0, 300, 50)], [BOX]), [1.0, 0.0])


class Scans(unittest.TestCase):
    def test_scans_for_evaluation_and_unfinished_ones_are_not_learnt_from(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for seed in (1, 2, 3, 4, EVALUATION_FROM + 1):
                written(folder, seed)
            written(folder, 5, complete=False)
            both = [{s.seed for s in Pool(folder, validation, fine=False).coarse} for validation in (False, True)]
            self.assertEqual(both[0] | both[1], {1, 2, 3, 4})
            self.assertEqual(both[0] & both[1], set())
            [whole] = [s for s in Pool(folder, is_validation(1), fine=False).coarse if s.seed == 1]
            self.assertEqual(whole.boxes, [BOX])

    def test_a_scan_in_another_layout_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            written(folder, 1)
            np.save(folder / "1.truck.npy", np.zeros((104, 240, 3), np.uint16))
            with self.assertRaisesRegex(ValueError, "pool-shape"):
                Pool(folder, is_validation(1), fine=False)

    def test_boxes_move_with_what_is_cut(self) -> None:
        part = cut(scan(), 30, 5, 240, 104)
        self.assertEqual(part.boxes, [(10.0, 5.0, 135.0, 59.0)])
        self.assertEqual(cut(scan(), 170, 0, 240, 104).boxes, [])

    def test_a_container_twice_stands_where_its_second_box_says(self) -> None:
        both = twice(scan(), 6)
        self.assertEqual(both.boxes, [BOX, (171.0, 10.0, 296.0, 64.0)])
        dark = both.samples[0, 40] == 12_000
        self.assertEqual(np.flatnonzero(np.diff(dark.astype(int))).tolist(), [39, 164, 170, 295])
        self.assertTrue((both.vehicle[70, 30:331] == 1).all())

    def test_a_vehicle_without_its_container_keeps_its_chassis(self) -> None:
        bare = without(scan(), [BOX], np.random.default_rng(1))
        self.assertEqual(bare.boxes, [])
        self.assertGreater(bare.samples[:, 10:64, 40:165].min(), 55_000)
        self.assertTrue((bare.samples[:, 64:90, 30:200] == 900).all())

    def test_another_chassis_never_reaches_into_a_container(self) -> None:
        before, both = scan(), twice(scan(), 6)
        half = without(both, [both.boxes[1]], np.random.default_rng(1))
        changed = 0
        for seed in range(50):
            after = on_another_chassis(before, before.boxes, 1, random.Random(seed))
            self.assertTrue((after.samples[:, :64, 40:165] == before.samples[:, :64, 40:165]).all())
            self.assertTrue((after.vehicle[(after.samples != before.samples).any(0)] == VEHICLE).all())
            beside = on_another_chassis(half, both.boxes, 1, random.Random(seed))
            self.assertTrue((beside.samples[:, :64, 40:165] == half.samples[:, :64, 40:165]).all())
            changed += int((beside.samples[:, :64] != half.samples[:, :64]).any())
        self.assertGreater(changed, 15)


class Variation(unittest.TestCase):
    def test_an_8_bit_picture_has_256_greys_and_what_was_darker_stays_darker(self) -> None:
        t = np.repeat(np.linspace(0.02, 1, 40, dtype=np.float32), 12)[None].repeat(8, 0)
        for seed in range(60):
            v = as_8_bit(t, random.Random(seed))
            self.assertLessEqual(len(np.unique(v)), 256)
            plateaus = v[4].reshape(40, 12)[:, 6]
            self.assertTrue((np.diff(plateaus) >= 0).all() and plateaus[-1] > plateaus[0])

    def test_classes_lie_on_what_they_name_however_a_picture_was_varied(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            seeds = [seed for seed in range(1, 40) if not is_validation(seed)][:5]
            for seed in seeds:
                written(folder, seed)
            pool, rng = Pool(folder, validation=False, fine=False), random.Random(3)
            right = []
            for _ in range(150):
                samples, classes = varied(pool, rng)
                self.assertEqual((samples.shape, classes.shape), ((2, ROWS, COLUMNS), (ROWS, COLUMNS)))
                known = samples[0] < NO_DATA
                if (classes == CONTAINER).sum() > 300 and ((classes == 0) & known).sum() > 300:
                    right.append(np.median(samples[0][known & (classes == 0)]) > np.median(samples[0][known & (classes == CONTAINER)]))
            self.assertGreater(len(right), 80)
            # Black margins and stretched greys spoil some.
            self.assertGreater(np.mean(right), 0.9)


    def test_two_containers_are_never_drawn_into_one_however_small_the_picture(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            written(Path(name), 1)
            [whole] = Pool(Path(name), is_validation(1), fine=False).coarse
            both = twice(whole, 1)
            for seed in range(40):
                vehicle, missing = both.vehicle, np.zeros(both.vehicle.shape, bool)
                _, classes = fitted(both.samples / np.float32(60_000), vehicle, missing, both.boxes, 1, random.Random(seed))
                held = (classes == CONTAINER).any(0)
                steps = np.flatnonzero(np.diff(held.astype(int)))
                self.assertGreaterEqual(steps[-2] - steps[-3], 2)
                between = gaps(torch.from_numpy(classes == CONTAINER)[None])[0].numpy() > 0
                self.assertEqual(np.flatnonzero(between.any(0)).tolist(), list(range(steps[-3] + 1, steps[-2] + 1)))


class Net(unittest.TestCase):
    def test_the_file_takes_16_bits_and_has_its_batch_norm_folded(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            export(Locator(), Path(name) / "model.onnx", ROWS, COLUMNS, ["classes"])
            model = onnx.load(str(Path(name) / "model.onnx"))
        [given], [said] = model.graph.input, model.graph.output
        shape = lambda value: [d.dim_value for d in value.type.tensor_type.shape.dim]
        self.assertEqual((given.name, given.type.tensor_type.elem_type, shape(given)), ("transmission", onnx.TensorProto.UINT16, [1, 2, 128, 512]))
        self.assertEqual((said.name, shape(said)), ("classes", [1, 3, 128, 512]))
        self.assertNotIn("BatchNormalization", {node.op_type for node in model.graph.node})

    def test_it_is_small_and_what_has_no_data_may_hold_anything(self) -> None:
        torch.manual_seed(1)
        net = Locator().eval()
        self.assertLess(sum(p.numel() for p in net.parameters()), 500_000)
        given, _ = as_given(scan())
        torch.set_num_threads(1)
        one, other = torch.from_numpy(given)[None], torch.from_numpy(given)[None].clone()
        other[:, 1, 104:] = 77
        with torch.no_grad():
            self.assertTrue(torch.equal(net(one), net(other)))


class Card(unittest.TestCase):
    def test_lists_of_plain_values_stay_on_their_line(self) -> None:
        text = formatted({"shape": [1, 2, 3], "long": ["x" * 80, "y" * 80], "none": []})
        self.assertEqual(text.splitlines()[1], '  "shape": [1, 2, 3],')
        self.assertEqual(json.loads(text)["long"][1], "y" * 80)
        self.assertEqual(len(text.splitlines()), 8)


if __name__ == "__main__":
    unittest.main()
