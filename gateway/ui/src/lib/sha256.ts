/** SHA-256 of a file in chunks (FIPS 180-4): the browser's own digest takes a whole file into memory, which 1 GiB is too big for. */

const BLOCK = 64
const CHUNK_BYTES = 4 * 2 ** 20
// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
const K = fractions(64, Math.cbrt)

export class Sha256 {
  private readonly state = fractions(8, Math.sqrt)
  private readonly words = new Uint32Array(64)
  private readonly rest = new Uint8Array(BLOCK)
  private held = 0
  private length = 0

  update(bytes: Uint8Array): this {
    this.length += bytes.length
    let at = 0
    if (this.held > 0) {
      at = Math.min(BLOCK - this.held, bytes.length)
      this.rest.set(bytes.subarray(0, at), this.held)
      this.held += at
      if (this.held < BLOCK) return this
      this.block(this.rest, 0)
      this.held = 0
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.block(bytes, at)
    this.rest.set(bytes.subarray(at))
    this.held = bytes.length - at
    return this
  }

  /** The digest in hex; nothing can be added afterwards. */
  hex(): string {
    const bits = this.length * 8
    const padding = new Uint8Array((this.held < 56 ? 64 : 128) - this.held)
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(padding.length - 4, bits >>> 0)
    this.update(padding)
    return [...this.state].map((word) => word.toString(16).padStart(8, '0')).join('')
  }

  private block(bytes: Uint8Array, at: number): void {
    const w = this.words
    for (let i = 0; i < 16; i++) {
      const j = at + i * 4
      w[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!
      const y = w[i - 2]!
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0
    }
    const s = this.state
    let a = s[0]!, b = s[1]!, c = s[2]!, d = s[3]!, e = s[4]!, f = s[5]!, g = s[6]!, h = s[7]!
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    s[0]! += a
    s[1]! += b
    s[2]! += c
    s[3]! += d
    s[4]! += e
    s[5]! += f
    s[6]! += g
    s[7]! += h
  }
}

/** Hash a file piece by piece, saying after each how many bytes are done. */
export async function hashFile(file: Blob, onProgress: (done: number) => void): Promise<string> {
  const hash = new Sha256()
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    const end = Math.min(at + CHUNK_BYTES, file.size)
    hash.update(new Uint8Array(await file.slice(at, end).arrayBuffer()))
    onProgress(end)
  }
  return hash.hex()
}

function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    if (!found.some((prime) => n % prime === 0)) found.push(n)
  }
  return Uint32Array.from(found, (prime) => (root(prime) % 1) * 2 ** 32)
}
