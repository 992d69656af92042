/* What is wrong and what to do. The node works it out; here its codes get the words of the language, and a button. */
import type { ProblemFacts } from 'tillmesh-bridge/protocol';
import { clock, dayAndClock, t } from '../look/words';
import { ask, type Deed } from './deed';

/** Codes whose own sentence says more than the code does: it is shown too, as the node wrote it. */
const TELLING = new Set(['alarm', 'repaired', 'cloud-down', 'no-network', 'odoo-sign-in', 'odoo-registers', 'register-refused', 'backup-failed']);

const words = (problem: ProblemFacts, part: 'what' | 'hint'): string | undefined => {
  const key = `shop.problem.${problem.code}.${part}`, text = t(key, { about: problem.about ?? '' });
  return text === key ? undefined : text;
};

/** What the node would be asked to do about a problem. */
function repair(problem: ProblemFacts): Deed | undefined {
  const about = problem.about ?? '', what = t('shop.repair.what', { what: words(problem, 'what') ?? problem.what });
  const deed = (path: string, title: string, body: Record<string, unknown>, danger = false): Deed =>
    ({ test: 'repair', title, what, go: title, path, body, danger });
  switch (problem.repair) {
    case '/drain': return deed('/drain', t('shop.repair.drain'), {});
    case '/set-aside/retry': return deed('/set-aside/retry', t('shop.repair.retry'), {});
    case '/registers/retry': return deed('/registers/retry', t('shop.repair.register'), { register: about });
    case '/backups/make': return deed('/backups/make', t('shop.backup.make'), {});
    case '/lanes/retire': return deed('/lanes/retire', t('shop.repair.retire', { about }), { lane: about }, true);
    default: return undefined;
  }
}

export function Problems({ problems }: { problems: readonly ProblemFacts[] }) {
  return <section class="live problems" data-test="troubles" aria-labelledby="title-problems">
    <h2 id="title-problems">{t('shop.problems')}</h2>
    {problems.length === 0 ? <p class="well" data-test="no-troubles"><span aria-hidden="true">✓</span> {t('shop.problems.none')}</p> : null}
    <ul>{problems.map(problem => <One key={problem.code + (problem.about ?? '') + problem.since} problem={problem} />)}</ul>
  </section>;
}

function One({ problem }: { problem: ProblemFacts }) {
  const deed = repair(problem), what = words(problem, 'what'), hint = words(problem, 'hint'), at = Date.parse(problem.since);
  return <li class="problem" data-severity={problem.severity} data-test={'problem-' + problem.code}>
    <div class="grow">
      <p><span class="badge" data-test="severity">{t('shop.severity.' + problem.severity)}</span> <b>{what ?? problem.what}</b></p>
      {what && TELLING.has(problem.code) ? <p class="small" lang="en">{problem.what}</p> : null}
      <p>{hint ?? problem.hint}</p>
      <p class="small soft">{t('shop.since', { at: Date.now() - at > 43_200_000 ? dayAndClock(at) : clock(at, true) })}</p>
    </div>
    {deed ? <button type="button" data-test={'repair-' + problem.code} aria-label={`${deed.title}: ${what ?? problem.what}`} onClick={() => ask(deed)}>{deed.title}…</button> : null}
  </li>;
}
