import { afterEach, describe, expect, it } from 'vitest'
import { type Component, nextTick } from 'vue'

import { ApiProblem } from '@/api/problem'
import KBars from './KBars.vue'
import KCount from './KCount.vue'
import KDate from './KDate.vue'
import KErrorSummary from './KErrorSummary.vue'
import KFreshness from './KFreshness.vue'
import KMoney from './KMoney.vue'
import KNav from './KNav.vue'
import KOperation from './KOperation.vue'
import KOrgTerm from './KOrgTerm.vue'
import KPager from './KPager.vue'
import KSelect from './KSelect.vue'
import KState from './KState.vue'
import KStatus from './KStatus.vue'
import KTable from './KTable.vue'
import KTabs from './KTabs.vue'
import KTaskList from './KTaskList.vue'
import KTile from './KTile.vue'
import KUpload from './KUpload.vue'
import { TONES } from './status'
import { byRole, show } from './testing'
import shellEn from '@/locales/en/shell.json'
import shell from '@/locales/zh-CN/shell.json'

afterEach(() => {
  document.body.innerHTML = ''
})

describe('figures', () => {
  it('write amounts, dates and counts as the portal does', () => {
    expect(show(KMoney, { props: { fen: -12_000 } }).text()).toBe('−120.00')
    expect(show(KMoney, { props: { fen: null } }).text()).toBe('—')
    expect(show(KDate, { props: { value: '2026-09-01', as: 'prose' } }).text()).toBe('9月1日（周二）')
    expect(show(KCount, { props: { value: 1035, whole: 1200 } }).text()).toBe('86.3% (1,035/1,200)')
  })
})

describe('status', () => {
  it('has a tone and both words for every key', () => {
    expect(Object.keys(shell.status).sort()).toEqual(Object.keys(TONES).sort())
    expect(Object.keys(shellEn.status).sort()).toEqual(Object.keys(TONES).sort())
  })

  it('says the word beside the dot', () => {
    const status = show(KStatus, { props: { value: 'todo' } })
    expect(status.text()).toBe('待处理')
    expect(status.attributes('data-tone')).toBe('warn')
  })
})

describe('table', () => {
  it('is named by its caption, its heads are scoped', () => {
    const table = show(KTable as unknown as Component, {
      props: {
        caption: '各区县进展',
        columns: [{ key: 'name', title: '区县' }, { key: 'count', title: '学校' }],
        rows: [{ id: 'a' }],
        rowKey: (row: { id: string }) => row.id,
      },
      slots: { name: '蜀山区', count: '3' },
    })
    const element = byRole(table.element.parentElement ?? document, 'table', '各区县进展')
    expect([...element.querySelectorAll('th[scope=col]')].map((head) => head.textContent?.trim())).toEqual(['区县', '学校'])
    expect(element.querySelector('th[scope=row]')?.textContent?.trim()).toBe('蜀山区')
  })
})

describe('states', () => {
  it('name the code and the trace id, and offer to try again', async () => {
    const problem = new ApiProblem(503, 'portal.unknown_code', '', {}, [], 'abc')
    const state = show(KState, { props: { loading: false, problem, has: false } })
    expect(state.find('[role=alert]').text()).toContain('abc')
    byRole(document, 'button', '重试').click()
    await nextTick()
    expect(state.emitted('retry')).toHaveLength(1)
  })

  it('keep the content while it is stale', () => {
    const problem = new ApiProblem(503, 'chassis.unexpected', '')
    const state = show(KState, { props: { loading: false, problem, has: true }, slots: { default: '<p>旧内容</p>' } })
    expect(state.text()).toContain('旧内容')
  })

  it('offer nothing to try again where a right is missing', () => {
    const state = show(KState, { props: { loading: false, problem: new ApiProblem(403, 'chassis.role_not_allowed', ''), has: false } })
    expect(state.text()).toContain('岗位由学校管理员')
    expect(state.find('button').exists()).toBe(false)
  })

  it('name what is late and leave the rest', () => {
    const late = show(KFreshness, {
      props: {
        asOf: '2026-03-05T08:42:05Z',
        sources: [{ service: 'billing', lag_s: 12, stale: true }, { service: 'staffing', lag_s: 1, stale: false }],
        names: { billing: '账务', staffing: '师资' },
      },
    })
    expect(late.text()).toContain('16:42:05')
    expect(late.find('[role=status]').text()).toContain('账务延迟 12 秒')
    expect(late.text()).not.toContain('师资')
  })
})

describe('controls', () => {
  it('tabs move with the arrows and have one stop', async () => {
    const tabs = show(KTabs, {
      props: { label: '对账', tabs: [{ key: 'a', title: '交易' }, { key: 'b', title: '资金' }], modelValue: 'a' },
    })
    await tabs.find('[role=tablist]').trigger('keydown', { key: 'ArrowRight' })
    expect(tabs.emitted('update:modelValue')).toEqual([['b']])
    expect(byRole(document, 'tab', '资金').tabIndex).toBe(0)
    expect(byRole(document, 'tab', '交易').tabIndex).toBe(-1)
  })

  it('a choice is a native select with its label', () => {
    show(KSelect, { props: { label: '月份', options: [{ value: '2026-03', label: '2026-03' }], modelValue: '2026-03', error: '请选择' } })
    const select = byRole(document, 'combobox', '月份')
    expect(select.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(select.getAttribute('aria-describedby') ?? '')?.textContent).toBe('请选择')
  })

  it('a pager names what it pages and hides what is not there', () => {
    show(KPager, { props: { what: '差异', total: 3, previous: false, next: true } })
    const pager = byRole(document, 'navigation', '差异翻页')
    expect(byRole(pager, 'button', '下一页')).toBeTruthy()
    expect(pager.textContent).not.toContain('上一页')
  })

  it('an upload is a real file input', async () => {
    const upload = show(KUpload, { props: { label: '选择文件', hint: 'CSV', accept: '.csv' } })
    const input = document.querySelector('input[type=file]')
    expect(document.querySelector(`label[for="${input?.id ?? ''}"]`)?.textContent).toBe('选择文件')
    const file = new File(['x'], 'a.csv')
    await upload.trigger('drop', { dataTransfer: { files: [file] } })
    expect(upload.emitted('file')?.[0]).toEqual([file])
  })

  it('an error summary takes the focus and leads to the field', async () => {
    document.body.innerHTML = '<input id="reason" />'
    show(KErrorSummary, { props: { errors: [{ field: 'reason', text: '请填写原因' }] } })
    await nextTick()
    await nextTick()
    expect(document.activeElement?.getAttribute('role')).toBe('alert')
    byRole(document, 'link', '请填写原因').click()
    expect(document.activeElement?.id).toBe('reason')
  })
})

describe('navigation', () => {
  it('links what is built and writes the rest as text', () => {
    show(KNav, {
      props: {
        label: '菜单',
        current: 'school/board',
        groups: [{ key: 'school', title: '学校', rows: [{ key: 'school/board', title: '学期任务', to: '/x' }, { key: 'school/base', title: '基础数据' }] }],
      },
    })
    const nav = byRole(document, 'navigation', '菜单')
    expect(byRole(nav, 'link', '学期任务').getAttribute('aria-current')).toBe('page')
    expect([...nav.querySelectorAll('a')]).toHaveLength(1)
  })

  it('switches the assignment', async () => {
    const place = show(KOrgTerm, {
      props: { title: '甲校', choices: [{ key: 'a', title: '甲校', detail: '校长' }], chosen: 'a', terms: ['2026-spring'], term: '2026-spring' },
    })
    byRole(document, 'button', '甲校校长').click()
    await nextTick()
    expect(place.emitted('choose')).toEqual([['a']])
    expect(byRole(document, 'button', '2026 年春季学期').getAttribute('aria-pressed')).toBe('true')
  })

  it('a blocked task is no link and says why', () => {
    show(KTaskList, {
      props: {
        tasks: [
          { key: 'a', title: '账单', status: 'blocked', owner: '会计', reason: { title: '须先签订协议', lines: ['条款'] } },
          { key: 'b', title: '对账', status: 'todo', owner: '财政经办', to: '/recon' },
        ],
      },
    })
    expect(byRole(document, 'link', '对账').getAttribute('href')).toBe('/recon')
    expect(document.querySelectorAll('a')).toHaveLength(1)
    expect(document.querySelector('summary')?.textContent).toBe('须先签订协议')
  })
})

describe('progress and charts', () => {
  it('speaks at quarters only', async () => {
    const operation = show(KOperation, { props: { title: '导入', done: 10, total: 100 } })
    expect(operation.find('[role=status]').text()).toBe('')
    await operation.setProps({ done: 60 })
    expect(operation.find('[role=status]').text()).toBe('导入，已完成 50%')
    expect(byRole(document, 'progressbar', '导入').getAttribute('value')).toBe('60')
  })

  it('an operation of one step names no share', () => {
    const operation = show(KOperation, { props: { title: '导入', done: 0, total: 1 } })
    expect(operation.text()).toBe('导入')
    expect(operation.find('progress').attributes('value')).toBeUndefined()
  })

  it('bars have one sentence and their table', () => {
    show(KBars, {
      props: { title: '各月资金（元）', sentence: '一个月', groups: [{ label: '2026-03', values: [100, null] }], series: ['应收', '实收'], format: (value: number | null) => String(value) },
    })
    expect(byRole(document, 'img', '一个月')).toBeTruthy()
    expect(byRole(document, 'table', '各月资金（元）').textContent).toContain('100')
  })

  it('a tile is a region named by what it counts', () => {
    show(KTile, { props: { title: '实收', figure: '1.00 元' } })
    expect(byRole(document, 'region', '实收').textContent).toContain('1.00 元')
  })
})
