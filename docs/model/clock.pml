/*
 * RollingOps: the liveness clock, as a Promela model of its own. Here time is counted, in ticks of real time, and the
 * protocol is cut down to what rests on it: who is a member, who trusts himself, who holds the lock.
 *
 * All that is kept are durations that remain, so that there are finitely many states without a bound on how long the
 * group lives, how often the host's clock jumps, or how long nobody takes a step. See README.md.
 */
#ifndef LEASE
#define LEASE 3
#endif
#ifndef RENEW          /* the renew deadline */
#define RENEW 2
#endif
#define CAP (LEASE-RENEW)        /* how far the liveness clock advances in one step at most */
#define OUTAGE (CAP+1)           /* any larger gap */
#ifndef APART          /* ticks between two jumps that are too small for anybody to notice */
#define APART RENEW
#endif
#define BACK 2                   /* ticks by which the host's clock can be behind what the last step saw */

/* ---------- Redis ---------- */
short gap;                       /* of the host's clock, since the last step; negative if it went back */
bit jumped;                      /* that gap is a jump, which the next step is to notice */
byte quiet;                      /* what remains of the lease without grants */
byte apart;                      /* what remains until the next jump that nobody notices */
byte holder;                     /* unit + 1 */
byte adv;                        /* scratch, 0 between steps */
typedef Unit {
  bit listed; byte member;       /* its membership, and what remains of it */
  bit ran;                       /* the grant that it holds has been started */
  /* the process */
  byte trust;                    /* what remains until the local deadline */
  bit hint;                      /* knows of a grant that it has not started */
  bit inside                     /* its callback, which ends with the deadline */
};
Unit un[2];

#define LESS(x,by) ((x)>(by) -> (x)-(by) : 0)
#define HOLDS(u) (holder==u+1)
#define P1 assert(!(un[0].inside && un[1].inside))

/* ---------- what every step does first ---------- */
#ifdef NOCAP           /* break: the liveness clock follows the host's */
#define ADVANCE(g) ((g)>CAP -> LEASE+1 : (g))
#else
#define ADVANCE(g) ((g)>CAP -> CAP : (g))
#endif
#define MEMBERS (un[0].listed || un[1].listed)
#ifdef NOQUIET         /* break: grants go on at once after a gap */
#define BEGINS false
#elif defined(ONCEQUIET) /* break: a gap in a group without members never counts, not even while no grants are given */
#define BEGINS (gap>CAP && MEMBERS)
#else
#define BEGINS (gap>CAP && (MEMBERS || quiet>0))
#endif
inline pass(u) {
  un[u].member = LESS(un[u].member, adv);
#ifdef RARE            /* where all jumps are apart, no membership ends before its unit's deadline has */
  assert(!(un[u].listed && un[u].member==0 && un[u].trust>0))   /* P9 */
#endif
}
inline begin() {
  adv = (gap>0 -> ADVANCE(gap) : 0);
  quiet = (BEGINS -> LEASE : LESS(quiet, adv));
  pass(0); pass(1);
  gap = 0; jumped = 0; adv = 0
}

/* ---------- steps ---------- */
inline depart(u) {
  un[u].listed = (un[u].member>0 -> un[u].listed : 0);
  if
  :: HOLDS(u) && !un[u].listed -> holder = 0; un[u].ran = 0
  :: else
  fi
}
inline grant(u) {
  holder = u+1; un[u].hint = 1
}
/* departed units, stale grants, a grant */
inline schedule(u) {
  begin();
  if
  :: un[u].member==0                                   /* the lease ends with the membership at the latest */
  :: else -> depart(0); depart(1);
     if
     :: holder==0 && quiet==0 && un[0].listed -> grant(0)
     :: holder==0 && quiet==0 && un[1].listed -> grant(1)
     :: else
     fi
  fi
}
/* without the baton, which is one more schedule */
inline finish(u) {
  begin();
  holder = (HOLDS(u) && un[u].ran -> 0 : holder); un[u].ran = 0
}
inline leave(u) {
  begin();
  un[u].listed = 0; un[u].member = 0; un[u].ran = 0; un[u].trust = 0; un[u].hint = 0;
  holder = (HOLDS(u) -> 0 : holder)
}

proctype Process(byte u) {
  do
  /*
   * A heartbeat, whose answer is heard at once: one that takes longer leaves less of the deadline, since it was stamped
   * before, and less trust allows nothing more. A run that the answer does not name is interrupted.
   */
  :: d_step { begin();
       un[u].listed = 1; un[u].member = LEASE; un[u].trust = RENEW;
       un[u].hint = (HOLDS(u) && !un[u].ran -> 1 : 0);
       un[u].inside = (HOLDS(u) && un[u].ran -> un[u].inside : 0) }
  /* one whose answer is not heard */
  :: d_step { begin(); un[u].listed = 1; un[u].member = LEASE }
  /* whoever is a member may lead */
  :: atomic { un[u].listed -> schedule(u) }
  /* the grant is the start; one of which a message told may be stale by now */
  :: d_step { un[u].hint && un[u].trust>0 && !un[u].inside ->
       un[u].hint = 0; un[u].inside = 1; un[u].ran = HOLDS(u); P1 }
  :: d_step { un[u].inside || (HOLDS(u) && un[u].ran) -> un[u].inside = 0; finish(u) }
  :: d_step { !un[u].inside && un[u].listed -> leave(u) }
  od
}

inline tick(u) {
  un[u].trust = LESS(un[u].trust, 1);
  un[u].inside = (un[u].trust==0 -> 0 : un[u].inside)
}
#define FURTHER(by) gap = (gap+(by)>OUTAGE -> OUTAGE : gap+(by))
active proctype Time() {
  do
  :: d_step { tick(0); tick(1); FURTHER(1); apart = LESS(apart, 1) }
  /* the host's clock goes back; not from a jump, since the two together would be a smaller one */
  :: d_step { gap>-BACK && !jumped -> gap-- }
  /* it jumps so far that the next step notices */
#ifdef RARE
  :: d_step { apart==0 -> gap = OUTAGE; jumped = 1; apart = APART }
#else
  :: d_step { !jumped -> gap = OUTAGE; jumped = 1 }
#endif
  /* it jumps by no more than the liveness clock may advance in a step */
  :: d_step { apart==0 -> FURTHER(CAP); apart = APART }
#if LEASE-RENEW > 1
  :: d_step { apart==0 -> FURTHER(1); apart = APART }
#endif
  /* a step that is refused, of whomever: it saves the clocks */
  :: d_step { gap!=0 -> begin() }
  od
}

init {
  atomic { run Process(0); run Process(1) }
}
