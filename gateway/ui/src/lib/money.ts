/** Amounts are integer fen everywhere; this module alone turns them into words. */

const FEN_PER_YUAN = 100
const YI_YUAN_FEN = 100_000_000 * FEN_PER_YUAN
const WAN_YUAN_FEN = 10_000 * FEN_PER_YUAN
const MINUS = '\u2212'
export const UNKNOWN = '\u2014'

/** `1,234.56`, `−120.00`, `0.00`; an em dash where the amount is not known. */
export function formatFen(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return UNKNOWN
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in whole fen: ${fen}`)
  const absolute = Math.abs(fen)
  const yuan = Math.trunc(absolute / FEN_PER_YUAN)
  const rest = String(absolute % FEN_PER_YUAN).padStart(2, '0')
  return `${fen < 0 ? MINUS : ''}${groupThousands(String(yuan))}.${rest}`
}

/** For tiles: in hundreds of millions, in tens of thousands, or exactly where it is small. The caller adds the unit. */
export function shortFen(fen: number | null | undefined): { figure: string; scale: 'yi' | 'wan' | 'one' } {
  if (fen === null || fen === undefined) return { figure: UNKNOWN, scale: 'one' }
  const absolute = Math.abs(fen)
  if (absolute >= YI_YUAN_FEN) return { figure: hundredths(fen, YI_YUAN_FEN), scale: 'yi' }
  if (absolute >= 100 * WAN_YUAN_FEN) return { figure: hundredths(fen, WAN_YUAN_FEN), scale: 'wan' }
  return { figure: formatFen(fen), scale: 'one' }
}

/** Read what a person typed (`1,234.5`, `¥12`) as fen, or null where it is no amount in whole fen. */
export function parseYuan(text: string): number | null {
  const match = /^([+\-\u2212]?)[¥￥]?(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(/[,，\s]/g, ''))
  if (!match) return null
  const fen = Number(match[2]) * FEN_PER_YUAN + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' || match[1] === MINUS ? -fen : fen
}

export function sumFen(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function hundredths(fen: number, unitFen: number): string {
  // Rounded half away from zero, in integers.
  const scaled = Math.trunc((Math.abs(fen) * 2 * 100 + unitFen) / (2 * unitFen))
  return `${fen < 0 ? MINUS : ''}${groupThousands(String(Math.trunc(scaled / 100)))}.${String(scaled % 100).padStart(2, '0')}`
}

function groupThousands(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
