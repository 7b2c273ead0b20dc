// NumPy's archives, as far as ours go: stored entries of little-endian f4 and i4 arrays.

/** { values, shape } by name. */
export function npz(bytes) {
  const arrays = {};
  // Local headers follow one another; each says how long its name, its extra field and its content are.
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [method, size] = [bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 18)];
    const [nameLength, extraLength] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    if (method !== 0) throw new Error('a compressed entry');
    const name = bytes.toString('latin1', at + 30, at + 30 + nameLength);
    const start = at + 30 + nameLength + extraLength;
    arrays[name.replace(/\.npy$/, '')] = npy(bytes.subarray(start, start + size));
    at = start + size;
  }
  return arrays;
}

/** { values, shape } of one array. */
export function npy(file) {
  const length = file.readUInt16LE(8);
  const header = file.toString('latin1', 10, 10 + length);
  if (file.toString('latin1', 1, 6) !== 'NUMPY' || (10 + length) % 64 !== 0 || !header.endsWith('\n'))
    throw new Error(`no array: ${header}`);
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)[1]
    .split(',')
    .filter((n) => n.trim() !== '')
    .map(Number);
  const kind = { '<f4': Float32Array, '<i4': Int32Array }[/'descr': '([^']*)'/.exec(header)[1]];
  // A copy: the numbers may begin anywhere in the archive.
  const content = file.subarray(10 + length);
  return { shape, values: new kind(Uint8Array.from(content).buffer) };
}
