import { describe, expect, it } from 'vitest'

import { hashFile, Sha256 } from './sha256'

async function expected(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

describe('SHA-256 in chunks', () => {
  it('is what the platform says, for every length around a block', async () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256)
      expect(new Sha256().update(bytes).hex()).toBe(await expected(bytes))
    }
  })

  it('does not depend on where the chunks end', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index % 251)
    for (const size of [1, 3, 63, 64, 65, 1000]) {
      const hash = new Sha256()
      for (let at = 0; at < bytes.length; at += size) hash.update(bytes.subarray(at, at + size))
      expect(hash.hex()).toBe(await expected(bytes))
    }
  })

  it('hashes a file and says how far it is', async () => {
    const seen: number[] = []
    const hash = await hashFile(new Blob([new Uint8Array(5 * 2 ** 20)]), (done) => seen.push(done))
    expect(hash).toBe(await expected(new Uint8Array(5 * 2 ** 20)))
    expect(seen).toEqual([4 * 2 ** 20, 5 * 2 ** 20])
  })
})
