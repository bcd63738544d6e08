/** The decision tree that speaks for a candidate, with the branch that holds lit. */

import { useMemo } from 'preact/hooks';
import type { Backend } from '../backend.ts';
import { useLoaded } from '../use-answer.ts';
import { isLit, type LitBranch, lightBranches, type TakenBranch } from './tree-path.ts';

interface TreeViewProps {
  readonly backend: Backend;
  readonly taken: TakenBranch;
}

/** The tree. */
export function TreeView({ backend, taken }: TreeViewProps) {
  const loaded = useLoaded(backend.trees);
  const trees = loaded.kind === 'loaded' ? loaded.value[taken.owner] : undefined;
  const shown = useMemo(() => {
    const lit = (trees ?? []).map(({ heading, branches }) => ({ heading, branches: lightBranches(branches, taken) }));
    return lit.find(({ branches }) => isLit(branches));
  }, [trees, taken]);
  if (!shown) return null;
  return (
    <section class="card" aria-labelledby="tree-title">
      <h2 id="tree-title" class="small">
        Decision tree
      </h2>
      <p class="faint">
        <bdi>“{shown.heading}”</bdi> of <code dir="auto">{taken.owner}</code>
      </p>
      <Branches branches={shown.branches} />
    </section>
  );
}

function Branches({ branches }: { readonly branches: readonly LitBranch[] }) {
  return (
    <ul class="plain tree">
      {branches.map(({ branch, state, branches: below }) => (
        <li key={branch.line} class={`branch ${state}`}>
          <div class="node">
            <bdi class="condition">{branch.condition}</bdi>
            {state === 'taken' && <span class="tag">taken</span>}
            {branch.targets.map(({ path, text }) => (
              <span key={path} class="target">
                → <bdi>{text}</bdi>
              </span>
            ))}
            {branch.outcome !== undefined && (
              <span class="target">
                → <bdi>{branch.outcome}</bdi>
              </span>
            )}
          </div>
          {below.length > 0 && <Branches branches={below} />}
        </li>
      ))}
    </ul>
  );
}
