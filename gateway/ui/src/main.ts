import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'

import { useSession } from '@/api/transport'
import App from '@/app/App.vue'
import { useIdentity } from '@/app/identity'
import { currentLanguage, i18n, useLanguage } from '@/app/language'
import { router } from '@/app/router'
import { loadSettings } from '@/app/settings'
import '@/kit/tokens.css'
import '@/kit/base.css'

const RELOADED = 'kehou-reloaded'

// A file of an older build is gone: load the page anew, once.
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem(RELOADED)) return
  sessionStorage.setItem(RELOADED, '1')
  event.preventDefault()
  window.location.reload()
})

async function start(): Promise<void> {
  const pinia = createPinia()
  const app = createApp(App).use(pinia).use(PiniaColada).use(i18n)
  const identity = useIdentity(pinia)
  useSession({
    acting: () => identity.acting?.assignment ?? null,
    language: currentLanguage,
    renew: () => identity.renew(),
    stepUp: () => identity.stepUp(),
  })
  await identity.load()
  const preferred = identity.me?.language ?? navigator.language
  await useLanguage(preferred.startsWith('zh') ? 'zh-CN' : 'en')
  app.use(router)
  await router.isReady().catch(() => undefined)
  app.mount('#app')
  setTimeout(() => sessionStorage.removeItem(RELOADED), 10_000)
}

void loadSettings()
void start()
