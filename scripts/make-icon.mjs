// Draws media/icon.png, the extension's icon: three states as steps, the last one done. Run by hand when the
// drawing changes; the picture is committed because the package needs it as a file.
import { writeFileSync } from 'node:fs';
import { deflateSync, crc32 as zlibCrc } from 'node:zlib';

const SIZE = 256;
const SAMPLES = 4;
const INK = [22, 34, 46];
const EDGE = [123, 148, 168];
const STEP = [233, 240, 245];
const DONE = [240, 165, 74];

/** Signed distance to a rounded rectangle: negative inside. */
const box = (x, y, left, top, width, height, radius) => {
  const dx = Math.abs(x - left - width / 2) - width / 2 + radius;
  const dy = Math.abs(y - top - height / 2) - height / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
};
/** Distance to a line from a to b. */
const segment = (x, y, ax, ay, bx, by) => {
  const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
};
const polyline = (x, y, points, width) => {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.length; i++) nearest = Math.min(nearest, segment(x, y, ...points[i - 1], ...points[i]));
  return nearest - width / 2;
};

/** Painted in this order; each shape is a color and a distance. */
const SHAPES = [
  [INK, (x, y) => box(x, y, 0, 0, 256, 256, 52)],
  [
    EDGE,
    (x, y) =>
      polyline(
        x,
        y,
        [
          [70, 96],
          [70, 128],
          [100, 128],
        ],
        8,
      ),
  ],
  [
    EDGE,
    (x, y) =>
      polyline(
        x,
        y,
        [
          [128, 150],
          [128, 190],
          [156, 190],
        ],
        8,
      ),
  ],
  [STEP, (x, y) => box(x, y, 36, 46, 88, 48, 14)],
  [STEP, (x, y) => box(x, y, 86, 106, 88, 48, 14)],
  [DONE, (x, y) => box(x, y, 136, 166, 88, 48, 14)],
  [
    INK,
    (x, y) =>
      polyline(
        x,
        y,
        [
          [163, 190],
          [175, 201],
          [198, 179],
        ],
        9,
      ),
  ],
];

function pixel(column, row) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = column + ((i % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES;
    const top = SHAPES.findLast(([, distance]) => distance(x, y) <= 0);
    if (!top) continue;
    for (let c = 0; c < 3; c++) sum[c] += top[0][c];
    sum[3]++;
  }
  const covered = sum[3] || 1;
  return [
    ...sum.slice(0, 3).map((value) => Math.round(value / covered)),
    Math.round((255 * sum[3]) / (SAMPLES * SAMPLES)),
  ];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(zlibCrc(body), body.length + 4);
  return out;
}

const rows = [];
for (let row = 0; row < SIZE; row++) {
  rows.push(0);
  for (let column = 0; column < SIZE; column++) rows.push(...pixel(column, row));
}
const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const png = [
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(Buffer.from(rows), { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
];
writeFileSync(new URL('../media/icon.png', import.meta.url), Buffer.concat([signature, ...png]));
