import { useI18n } from 'vue-i18n'

interface Refusal {
  code: string
  params: Record<string, string | number>
}

/** The portal's words for a refusal; a code without words is named, never shown as the service's own English. */
export function useSentence(): (refusal: Refusal) => string {
  const { t, te } = useI18n()
  return ({ code, params }) => {
    const key = `problem.${code}`
    return te(key) || te(key, 'zh-CN') ? t(key, params) : t('problem.portal.unknown', { code })
  }
}
