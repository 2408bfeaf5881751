import { defineStore } from 'pinia'
import { ref } from 'vue'

import { enrolment, read } from '@/api/clients'
import { type AssignmentView, codeOf } from '@/app/identity'

/** Names of one's own organisations and the terms there are, asked once; codes stand in while enrolment is silent. */
export const useOrganisations = defineStore('organisations', () => {
  const names = ref<Record<string, string>>({})
  const terms = ref<Record<string, string[]>>({})
  const asked = new Map<string, Promise<void>>()

  function nameOf(path: string): string {
    return names.value[path] ?? codeOf(path)
  }

  /** The newest term known for an organisation, else the one of today. */
  function termOf(path: string): string {
    return terms.value[path]?.[0] ?? termOfToday()
  }

  function load(assignment: AssignmentView): Promise<void> {
    const { path } = assignment
    const pending = asked.get(path) ?? ask(assignment).catch(() => void asked.delete(path))
    asked.set(path, pending)
    return pending
  }

  async function ask({ assignment, path }: AssignmentView): Promise<void> {
    const headers = { 'Kehou-Acting': assignment }
    const kind = (['city', 'district', 'school'] as const)[path.split('/').filter(Boolean).length - 1]
    const [organisations, known] = await Promise.all([
      kind && !path.startsWith('/vendor') && path !== '/family'
        ? read(enrolment.GET('/v1/organisations', { params: { query: { kind, limit: 100 } }, headers }))
        : null,
      read(enrolment.GET('/v1/terms', { headers })),
    ])
    const name = organisations?.items.find(({ code }) => code === codeOf(path))?.name
    if (name) names.value = { ...names.value, [path]: name }
    const codes = [...new Set(known.map(({ term }) => term))]
    terms.value = { ...terms.value, [path]: codes.sort(newestFirst) }
  }

  return { names, terms, nameOf, termOf, load }
})

function newestFirst(left: string, right: string): number {
  return orderOf(right) - orderOf(left)
}

function orderOf(term: string): number {
  const [year, season] = term.split('-')
  return Number(year) * 2 + (season === 'autumn' ? 1 : 0)
}

function termOfToday(): string {
  const today = new Date()
  return `${today.getFullYear()}-${today.getMonth() < 7 ? 'spring' : 'autumn'}`
}
