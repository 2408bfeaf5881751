import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

const SERVICES = ['enrolment', 'billing', 'staffing', 'vendor-registry', 'inspection'] as const

/** What people call the services whose facts a page shows. */
export function useServiceNames(): ComputedRef<Record<string, string>> {
  const { t } = useI18n()
  return computed(() => Object.fromEntries(SERVICES.map((service) => [service, t(`kit.service.${service}`)])))
}
