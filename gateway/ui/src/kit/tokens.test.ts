import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

const css = readFileSync('src/kit/tokens.css', 'utf8')
const NORMAL = 4.5
const PART = 3

function tokens(block: string): Record<string, string> {
  const body = css.slice(css.indexOf(`${block} {`)).split('}')[0] ?? ''
  return Object.fromEntries([...body.matchAll(/--k-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string | undefined, other: string | undefined): number {
  if (!one || !other) throw new Error('a token of the pair is not defined')
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const TEXT: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink): [string, string][] => [[ink, 'white'], [ink, 'page'], [ink, 'sub']]),
  ...['primary', 'ok', 'warn', 'danger', 'wait'].flatMap((tone): [string, string][] => [[tone, 'white'], [tone, `${tone}-soft`]]),
  ['primary-hover', 'white'], ['primary', 'page'], ['ink-2', 'primary-soft'], ['ink', 'primary-soft'],
  ['ink-2', 'warn-soft'], ['ink-2', 'danger-soft'], ['white', 'bar'], ['bar-muted', 'bar'],
]
const PARTS: [string, string][] = [
  ['line-control', 'white'], ['line-control', 'page'], ['line-control', 'sub'], ['bar-focus', 'bar'],
  ...[1, 2, 3, 4, 5, 6].map((number): [string, string] => [`series-${number}`, 'white']),
]

describe('contrast', () => {
  const plain = tokens(':root')
  const care = { ...plain, ...tokens(':root.care') }

  it.each(TEXT)('%s on %s is readable', (text, ground) => {
    expect(contrast(plain[text], plain[ground])).toBeGreaterThanOrEqual(NORMAL)
    expect(contrast(care[text], care[ground])).toBeGreaterThanOrEqual(NORMAL)
  })

  it.each(PARTS)('%s on %s can be made out', (part, ground) => {
    expect(contrast(plain[part], plain[ground])).toBeGreaterThanOrEqual(PART)
  })
})
