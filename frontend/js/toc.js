/* The contents list marks the section that is being read. */
export function contents(nav) {
  const links = new Map();
  for (const link of nav.querySelectorAll('li a[href^="#"]')) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  const visible = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) visible.add(entry.target);
      else visible.delete(entry.target);
    }
    const read = [...links.keys()].find((section) => visible.has(section));
    if (read) mark(links, read);
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const section of links.keys()) observer.observe(section);
}

function mark(links, read) {
  for (const [section, link] of links) {
    if (section === read) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
