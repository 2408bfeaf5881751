import { ref, watch } from 'vue'

/** What a person at this machine likes; no personal data. */
const YEAR_S = 31_536_000
const CARE = 'kehou-care'
const KEYS = 'kehou-keys'

export const careMode = ref(readCookie(CARE) === '1')
/** Keys without a modifier may be switched off: whoever dictates to the machine would press them unawares. */
export const singleKeys = ref(readCookie(KEYS) !== '0')

watch(careMode, (on) => {
  document.documentElement.classList.toggle('care', on)
  writeCookie(CARE, on)
})
watch(singleKeys, (on) => writeCookie(KEYS, on))
document.documentElement.classList.toggle('care', careMode.value)

function writeCookie(name: string, on: boolean): void {
  document.cookie = `${name}=${on ? '1' : '0'}; path=/; max-age=${YEAR_S}; samesite=lax`
}

function readCookie(name: string): string | undefined {
  return document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}
