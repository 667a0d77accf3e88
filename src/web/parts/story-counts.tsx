import type { StoryView } from '../../domain/views.ts';
import { formatCount } from '../format/number.ts';
import { Withheld } from './withheld.tsx';

/** How large a story is, in words. Outlets of one owner are one voice, so owners are named beside outlets. */
export function StoryCounts({ story }: { readonly story: StoryView }) {
  return (
    <>
      {formatCount(story.newsCount)} tin, bài
      {story.reprintCount > 0 && ` (trong đó ${formatCount(story.reprintCount)} bài đăng lại)`}
      {' · '}
      {story.publicCount === null ? (
        <>
          ý kiến người dân: <Withheld />
        </>
      ) : (
        `${formatCount(story.publicCount)} ý kiến người dân`
      )}
      {story.outlets.length > 0 &&
        ` · ${formatCount(story.outlets.length)} cơ quan báo chí của ${formatCount(story.familyCount)} đơn vị chủ quản`}
    </>
  );
}
