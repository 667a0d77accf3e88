import './diverging-bar.css';

interface Part {
  readonly id: string;
  readonly size: number;
  readonly fill: string;
  readonly edge: string;
}

/** Parts of one whole, end to end. Every part has an edge of its own, which tells it from the next one without its colour. */
export function StackedBar({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <div className="stacked" aria-hidden="true">
      {parts
        .filter((part) => part.size > 0)
        .map((part) => (
          <span key={part.id} style={{ flex: `${part.size} 0 0`, background: part.fill, boxShadow: `inset 0 0 0 1.5px ${part.edge}` }} />
        ))}
    </div>
  );
}
