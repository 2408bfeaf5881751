import { ref, watch } from 'vue'

/** What a person at this machine likes; no personal data. */
const YEAR_S = 31_536_000
const CARE = 'kehou-care'

export const careMode = ref(readCookie(CARE) === '1')

watch(careMode, (on) => {
  document.documentElement.classList.toggle('care', on)
  document.cookie = `${CARE}=${on ? '1' : '0'}; path=/; max-age=${YEAR_S}; samesite=lax`
})
document.documentElement.classList.toggle('care', careMode.value)

function readCookie(name: string): string | undefined {
  return document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}
