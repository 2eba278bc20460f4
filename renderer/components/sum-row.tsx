/** One line over the total. */
export function SumRow({ name, figure }: Readonly<{ name: string; figure: string }>) {
  return (
    <div className="sum">
      <dt>{name}</dt>
      <dd className="num">{figure}</dd>
    </div>
  );
}
