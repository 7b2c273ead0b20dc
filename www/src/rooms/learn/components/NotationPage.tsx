import { text as shared } from '../../../shared/i18n/text';
import { type Formula, NOTATIONS, TABLES } from '../../../shared/notation/symbols';
import { TableBox } from '../../../shared/ui/TableBox';
import { text } from '../locales/text';
import { guided, jump, posteriorMean, reverseStep, simple } from '../notation/formulas';
import { InlineTex } from './Formula';
import { PageTurn } from './LessonPage';
import { Scrolls } from './Scrolls';

const ROWS: readonly { name: keyof (typeof text.value)['notation']['rows']; formula: Formula }[] = [
  { name: 'step', formula: (n) => `${n.rootAlpha},\\; ${n.rootBeta}` },
  { name: 'all', formula: (n) => `${n.rootAlphaBar},\\; ${n.rootNoiseVariance}` },
  { name: 'noise', formula: (n) => n.eps },
  { name: 'prediction', formula: (n) => n.epsTheta },
  { name: 'single', formula: (n) => `${n.epsStep},\\; ${n.epsStepHat}` },
  { name: 'belief', formula: (n) => n.x0Hat },
  { name: 'sigma', formula: (n) => n.sigma },
];
const FORMULAS: typeof ROWS = [
  { name: 'jump', formula: jump },
  { name: 'mean', formula: posteriorMean },
  { name: 'reverse', formula: reverseStep },
  { name: 'loss', formula: simple },
  { name: 'guided', formula: guided },
];

/** The same quantities and formulas in every notation, side by side. */
export function NotationPage() {
  const d = text.value.notation;
  const { names } = shared.value.notation;
  return (
    <article class="lesson">
      <header class="intro">
        <h1>{d.title}</h1>
        <p>{d.lead}</p>
      </header>
      <TableBox label={d.title} className="notation-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{d.quantity}</th>
              {NOTATIONS.map((name) => (
                <th key={name} scope="col">
                  {names[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(({ name, formula }) => (
              <tr key={name}>
                <th scope="row">{d.rows[name]}</th>
                {NOTATIONS.map((notation) => (
                  <td key={notation}>
                    <InlineTex source={formula(TABLES[notation])} />
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{d.rows.times}</th>
              {NOTATIONS.map((notation) => (
                <td key={notation}>{d.times[notation]}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </TableBox>
      {[d.warning, d.su, d.guidance, d.densities].map((words) => (
        <p key={words}>{words}</p>
      ))}
      <div class="formula-ways">
        {FORMULAS.map(({ name, formula }) => (
          <section key={name}>
            <h2>{d.rows[name]}</h2>
            <dl>
              {NOTATIONS.map((notation) => (
                <div key={notation}>
                  <dt>{names[notation]}</dt>
                  <dd>
                    <Scrolls class="display">
                      <InlineTex source={`\\displaystyle ${formula(TABLES[notation])}`} />
                    </Scrolls>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <PageTurn />
    </article>
  );
}
