import { onBeforeUnmount, onMounted } from 'vue'

/** Ask again every `ms` while the page can be seen and somebody is signed in, and at once when it is seen again. */
export function usePolling(ask: () => unknown, ms: number, signedIn: () => boolean): void {
  let timer: ReturnType<typeof setInterval> | undefined

  function look(): void {
    if (document.visibilityState === 'visible' && signedIn()) void ask()
  }

  onMounted(() => {
    timer = setInterval(look, ms)
    document.addEventListener('visibilitychange', look)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
}
