/** Which reference was taken for which. */

import type { Evaluation } from '../../../../domain/evaluation.ts';
import { Scrolled } from '../scrolled.tsx';
import { cellsOf } from './cells.ts';

/** The confusion matrix, of the references that were confused. */
export function Matrix({ evaluation }: { readonly evaluation: Evaluation }) {
  const { names, countOf, isCut } = cellsOf(evaluation);
  if (names.length === 0) return null;
  return (
    <section class="card" aria-labelledby="matrix-title">
      <h2 id="matrix-title">What is taken for what</h2>
      <p class="faint">
        Rows are what was expected, columns what was chosen{isCut && '; the pairs that were confused most'}. In the
        diagonal: right at first.
      </p>
      <Scrolled label="Confusion matrix">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">expected</th>
              {names.map((name, at) => (
                <th scope="col" key={name} title={name}>
                  <span aria-hidden="true">{at + 1}</span>
                  <span class="hidden">{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((expected, at) => (
              <tr key={expected}>
                <th scope="row">
                  {at + 1} <bdi>{expected}</bdi>
                </th>
                {names.map((chosen) => {
                  const count = countOf(expected, chosen);
                  const look = count === 0 ? 'empty' : expected === chosen ? 'hit' : 'missed';
                  return (
                    <td key={chosen} class={look}>
                      {count === 0 ? '' : count}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}
