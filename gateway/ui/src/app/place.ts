import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'

/** The organisation and term of the address. */
export function usePlace(): { org: ComputedRef<string>; term: ComputedRef<string> } {
  const route = useRoute()
  return {
    org: computed(() => String(route.params['org'] ?? '')),
    term: computed(() => String(route.params['term'] ?? '')),
  }
}
