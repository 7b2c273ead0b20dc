/** What cards of files of weights have in common. */

/** SHA-256 of a file in hexadecimal; null where the browser does not give it. */
export async function sha256(file: Uint8Array): Promise<string | null> {
  if (typeof crypto === 'undefined' || !crypto.subtle) return null;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', file.slice()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
