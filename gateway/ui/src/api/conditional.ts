import { problemOf } from './problem'

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** Ask with the ETag of what is known; where nothing has changed the known answer is given back. */
export function conditional<T>(ask: (headers: Record<string, string>) => Promise<Answer<T>>): () => Promise<T> {
  let known: { tag: string; data: T } | null = null
  return async () => {
    const { data, error, response } = await ask(known ? { 'if-none-match': known.tag } : {})
    if (response.status === 304 && known) return known.data
    if (!response.ok) throw problemOf(response.status, error)
    const tag = response.headers.get('etag')
    known = tag ? { tag, data: data as T } : null
    return data as T
  }
}
