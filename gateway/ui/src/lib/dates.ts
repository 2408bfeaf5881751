/** Business dates and instants in Asia/Shanghai, whatever the browser's zone. */

const ZONE = 'Asia/Shanghai'

export type Language = 'zh-CN' | 'en'

/** `2026-09-01` from a date or an instant. */
export function isoDate(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(value))
}

/** `16:42:05` of an instant. */
export function clockTime(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(new Date(instant))
}

/** `9月1日（周二）` or `Tue 1 Sep 2026`. */
export function proseDate(value: string, language: Language): string {
  const day = new Date(`${isoDate(value)}T12:00:00+08:00`)
  if (language === 'zh-CN') {
    const weekday = '日一二三四五六'[Number(part(day, { weekday: 'short' }, 'en-US', WEEKDAYS))]
    return `${part(day, { month: 'numeric' }, 'en-US')}月${part(day, { day: 'numeric' }, 'en-US')}日（周${weekday}）`
  }
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
    .format(day)
    .replace(',', '')
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function part(day: Date, options: Intl.DateTimeFormatOptions, locale: string, table?: readonly string[]): string {
  const text = new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(day)
  return table ? String(table.indexOf(text)) : text
}
