// Browsers that cannot show closed filters by style get them open on wide screens.
export default function facets(details) {
  if (CSS.supports("selector(::details-content)")) return;
  const wide = matchMedia("(width >= 62rem)");
  const follow = () => {
    details.open = wide.matches;
  };
  follow();
  wide.addEventListener("change", follow);
}
