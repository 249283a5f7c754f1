/** UTF-8, hexadecimal and Base64: the pure layers have neither `TextEncoder` nor `Buffer`. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const HASHES = { MD5: md5, 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;
export type HashAlgorithm = keyof typeof HASHES;
export const HASH_ALGORITHMS = Object.keys(HASHES) as readonly HashAlgorithm[];

export const isHashAlgorithm = (name: unknown): name is HashAlgorithm =>
  HASH_ALGORITHMS.some((algorithm) => algorithm === name);

/** The digest of a text's UTF-8 bytes in lower-case hexadecimal digits. */
export const hashText = (text: string, algorithm: HashAlgorithm): string => hashBytes(utf8Bytes(text), algorithm);

/** The digest of bytes in lower-case hexadecimal digits. */
export function hashBytes(bytes: Uint8Array, algorithm: HashAlgorithm): string {
  return Array.from(HASHES[algorithm](bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The UTF-8 bytes of a text; a lone surrogate becomes a question mark, as in Java. */
function utf8Bytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code >= 0xd800 && code < 0xe000) bytes.push(63);
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}

/** The text of UTF-8 bytes; wrong bytes become the replacement character. */
function textOfUtf8(bytes: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const length =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0;
    let code = length === 1 ? first : first & (0x7f >> length);
    let used = 1;
    while (used < length && ((bytes[i + used] ?? 0) & 0xc0) === 0x80)
      code = (code << 6) | ((bytes[i + used++] ?? 0) & 63);
    const isWhole = length > 0 && used === length && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
    text += isWhole ? String.fromCodePoint(code) : '\ufffd';
    i += used;
  }
  return text;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The Base64 form of a text's UTF-8 bytes. */
export function base64Encode(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    encoded +=
      BASE64.charAt(word >> 18) +
      BASE64.charAt((word >> 12) & 63) +
      (left > 1 ? BASE64.charAt((word >> 6) & 63) : '=') +
      (left > 2 ? BASE64.charAt(word & 63) : '=');
  }
  return encoded;
}

/** The text whose UTF-8 bytes are written in Base64; undefined where that is not Base64. Padding may be left out, as Java allows. */
export function base64Decode(encoded: string): string | undefined {
  const digits = encoded.replace(/={1,2}$/, '');
  const isPadded = digits.length !== encoded.length;
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1 || (isPadded && encoded.length % 4 !== 0))
    return undefined;
  const bytes: number[] = [];
  let word = 0;
  for (let i = 0; i < digits.length; i++) {
    word = ((word << 6) | BASE64.indexOf(digits.charAt(i))) & 0xffffff;
    if (i % 4 > 0) bytes.push((word >> (6 - 2 * (i % 4))) & 0xff);
  }
  return textOfUtf8(bytes);
}
