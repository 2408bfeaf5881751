import { billing, act, read } from '@/api/clients'
import { asProblem } from '@/api/problem'
import type { Operation, Statement, StatementKind } from '@/features/finance/queries'

export const PART_BYTES = 16 * 2 ** 20
export const STATEMENT_BYTES_MAX = 2 ** 30
const TRIES = 4
const WAIT_MS = 1_000
const SLOWEST_MS = 5_000
/** Some ten minutes: longer than a service takes to come back, shorter than anybody watches a bar that stands still. */
const MISSED_MAX = 120

/** Announce a file by its hash: one that was imported before is refused here, before a byte of it travels. */
export function announce(file: File, kind: StatementKind, unit: string, sha256: string, key: string): Promise<Statement> {
  return read(
    billing.POST('/v1/statements', {
      params: { header: { 'idempotency-key': key } },
      body: {
        kind,
        unit_code: unit,
        file_name: file.name,
        size_bytes: file.size,
        sha256,
        parts: Math.ceil(file.size / PART_BYTES),
      },
    }),
  )
}

export function findStatement(id: string): Promise<Statement> {
  return read(billing.GET('/v1/statements/{statement_id}', { params: { path: { statement_id: id } } }))
}

/** Send the parts that are not there yet, saying after each how many bytes are. */
export async function sendParts(file: File, statement: Statement, onProgress: (done: number) => void, signal: AbortSignal): Promise<void> {
  const there = new Set(statement.parts_received)
  let done = [...there].reduce((sum, number) => sum + sizeOf(file, number), 0)
  onProgress(done)
  for (let number = 1; number <= statement.parts; number++) {
    if (there.has(number)) continue
    await sendPart(file.slice((number - 1) * PART_BYTES, number * PART_BYTES), statement.id, number, signal)
    done += sizeOf(file, number)
    onProgress(done)
  }
}

/** Import what was sent; the operation's id, by which it is followed. */
export async function startImport(id: string, key: string): Promise<string> {
  const started = await read(
    billing.POST('/v1/statements/{statement_id}/import', {
      params: { path: { statement_id: id }, header: { 'idempotency-key': key } },
    }),
  )
  return started.operation_id
}

/** Follow an operation to its end: asked every second, slower where it takes long, and on though nobody answers. */
export async function follow(
  id: string,
  onProgress: (operation: Operation) => void,
  onSilence: (silent: boolean) => void,
  signal: AbortSignal,
): Promise<Operation> {
  for (let wait = WAIT_MS; ; wait = Math.min(wait * 1.2, SLOWEST_MS)) {
    const operation = await patiently(
      () => read(billing.GET('/v1/operations/{operation_id}', { params: { path: { operation_id: id } }, signal })),
      onSilence,
      signal,
    )
    onProgress(operation)
    if (operation.finished_at !== null) return operation
    await pause(wait)
  }
}

/** Ask until there is an answer: what passes is waited for, telling so; what was refused for good is thrown at once. */
export async function patiently<T>(ask: () => Promise<T>, onSilence: (silent: boolean) => void, signal: AbortSignal): Promise<T> {
  for (let missed = 1; ; missed++) {
    signal.throwIfAborted()
    try {
      const answer = await ask()
      onSilence(false)
      return answer
    } catch (error) {
      if (signal.aborted || missed === MISSED_MAX || !asProblem(error).passing) throw error
    }
    onSilence(true)
    await pause(SLOWEST_MS)
  }
}

async function sendPart(part: Blob, id: string, number: number, signal: AbortSignal): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await act(
        billing.PUT('/v1/statements/{statement_id}/parts/{number}', {
          params: { path: { statement_id: id, number } },
          body: part as unknown as string,
          bodySerializer: (body: unknown) => body as BodyInit,
          headers: { 'content-type': 'application/octet-stream' },
          signal,
        }),
      )
      return
    } catch (error) {
      if (signal.aborted || tried === TRIES || !asProblem(error).passing) throw error
      await pause(WAIT_MS * 2 ** tried)
    }
  }
}

function sizeOf(file: File, number: number): number {
  return Math.min(PART_BYTES, file.size - (number - 1) * PART_BYTES)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
