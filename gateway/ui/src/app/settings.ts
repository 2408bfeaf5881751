import { reactive } from 'vue'

/** Whose site this is; an installation puts its own `site.json` beside the built portal. */
export const settings = reactive({ sponsor: '', phone: '', siteCode: '', icp: '', policeNumber: '', appNumber: '' })

/** Read `/site.json`; the defaults stand where there is none. */
export async function loadSettings(): Promise<void> {
  try {
    const answer = await fetch('/site.json')
    const given: unknown = answer.ok ? await answer.json() : {}
    if (typeof given !== 'object' || given === null) return
    for (const key of Object.keys(settings) as (keyof typeof settings)[]) {
      const value = (given as Record<string, unknown>)[key]
      if (typeof value === 'string') settings[key] = value
    }
  } catch {
    // The footer then names nobody in particular.
  }
}
