// A safetensors file's header, read by nobody's library: eight bytes of length, then JSON.

/** { header, start }: what the file says of its arrays, and where the first of them begins. */
export function safetensors(bytes) {
  const length = Number(bytes.readBigUInt64LE(0));
  if (length > bytes.length - 8) throw new Error(`a header of ${length} bytes in a file of ${bytes.length}`);
  return { header: JSON.parse(bytes.toString('utf8', 8, 8 + length)), start: 8 + length };
}

/** The numbers of one array, of single precision. */
export function array(bytes, name) {
  const { header, start } = safetensors(bytes);
  const { dtype, data_offsets, shape } = header[name];
  if (dtype !== 'F32') throw new Error(`${name} is ${dtype}`);
  const content = Uint8Array.from(bytes.subarray(start + data_offsets[0], start + data_offsets[1]));
  return { shape, values: new Float32Array(content.buffer) };
}
