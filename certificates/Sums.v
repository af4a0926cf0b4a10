(* Finite sums over integer ranges, indicators and Kronecker deltas: the vocabulary of the book's
   formulas, over any commutative ring. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Sums.
Variable R : comRingType.
Implicit Types (f g : int -> R) (lo hi e i j : int).

(* The sum of f over lo <= i <= hi; an empty range, lo > hi, gives zero. *)
Definition sumz lo hi f : R :=
  \sum_(0 <= i < (if (lo <= hi)%R then `|hi - lo|%N.+1 else 0%N)) f (lo + i%:Z).

Definition inside e lo hi : R := ((lo <= e) && (e <= hi))%:R.
Definition kd i j : R := (i == j)%:R.

Lemma eq_sumz lo hi f g :
  (forall i, lo <= i -> i <= hi -> f i = g i) -> sumz lo hi f = sumz lo hi g.
Proof.
rewrite /sumz => fg; case: ifP => lohi; last by rewrite !big_geq.
apply: eq_big_nat => i /andP[_ lt]; apply: fg; first by lia.
by move: lt lohi; lia.
Qed.

Lemma sumz_add lo hi f g : sumz lo hi (fun i => f i + g i) = sumz lo hi f + sumz lo hi g.
Proof. by rewrite /sumz big_split. Qed.

Lemma sumz_mull lo hi c f : c * sumz lo hi f = sumz lo hi (fun i => c * f i).
Proof. by rewrite /sumz mulr_sumr. Qed.

Lemma sumz_exchange lo hi lo' hi' (f : int -> int -> R) :
  sumz lo hi (fun i => sumz lo' hi' (f i)) = sumz lo' hi' (fun j => sumz lo hi (fun i => f i j)).
Proof. by rewrite /sumz exchange_big. Qed.

Lemma sumz0 lo hi : sumz lo hi (fun=> 0) = 0.
Proof. by rewrite /sumz big1. Qed.

Lemma kd_id i : kd i i = 1.
Proof. by rewrite /kd eqxx. Qed.

Lemma kd_neq i j : i != j -> kd i j = 0.
Proof. by rewrite /kd => /negbTE ->. Qed.

Lemma inside_in e lo hi : lo <= e -> e <= hi -> inside e lo hi = 1.
Proof. by rewrite /inside => -> ->. Qed.

Lemma sumz_kd lo hi e f : sumz lo hi (fun i => kd i e * f i) = inside e lo hi * f e.
Proof.
case: (boolP ((lo <= e) && (e <= hi))) => [/andP[le1 le2]|out].
  rewrite inside_in // mul1r /sumz ifT; last by lia.
  rewrite (bigD1_seq `|e - lo|%N) ?mem_index_iota ?iota_uniq //=; try by lia.
  have -> : lo + `|e - lo|%:Z = e by lia.
  rewrite kd_id mul1r big1 ?addr0 // => i ne.
  rewrite kd_neq ?mul0r //; lia.
rewrite /inside (negbTE out) mul0r -(sumz0 lo hi); apply: eq_sumz => i le1 le2.
rewrite kd_neq ?mul0r //; move: out; lia.
Qed.

(* i to lo + hi - i: the sum backwards *)
Lemma sumz_rev lo hi f : sumz lo hi f = sumz lo hi (fun i => f (lo + hi - i)).
Proof.
rewrite /sumz; case: ifP => lohi; last by rewrite !big_geq.
rewrite big_nat_rev /=; apply: eq_big_nat => i /andP[_ lt]; congr f; lia.
Qed.

(* i to i + d: the sum with its range moved *)
Lemma sumz_shift lo hi d f : sumz lo hi f = sumz (lo + d) (hi + d) (fun i => f (i - d)).
Proof.
rewrite /sumz; have -> : (lo + d <= hi + d)%R = (lo <= hi)%R by lia.
case: ifP => lohi; last by rewrite !big_geq.
have -> : absz ((hi + d) - (lo + d))%R = `|hi - lo|%N :> nat by congr absz; lia.
by apply: eq_big_nat => i _; congr f; lia.
Qed.

Lemma sumz_mulr lo hi c f : sumz lo hi f * c = sumz lo hi (fun i => f i * c).
Proof. by rewrite /sumz mulr_suml. Qed.

Lemma eq_sumz_bounds lo hi lo2 hi2 f g : lo = lo2 /\ hi = hi2 ->
  (forall i, lo2 <= i -> i <= hi2 -> f i = g i) -> sumz lo hi f = sumz lo2 hi2 g.
Proof. by case=> -> ->; apply: eq_sumz. Qed.

Lemma sumz_move lo hi lo2 hi2 f g : hi - lo = hi2 - lo2 ->
  (forall j, lo2 <= j -> j <= hi2 -> f (j + lo - lo2) = g j) -> sumz lo hi f = sumz lo2 hi2 g.
Proof.
move=> same fg; rewrite (sumz_shift lo hi (lo2 - lo)); apply: eq_sumz_bounds; first by lia.
by move=> j ? ?; rewrite -fg //; congr f; lia.
Qed.

Lemma sumz_turn lo hi lo2 hi2 f g : hi - lo = hi2 - lo2 ->
  (forall j, lo2 <= j -> j <= hi2 -> f (lo + hi2 - j) = g j) -> sumz lo hi f = sumz lo2 hi2 g.
Proof.
move=> same fg; rewrite sumz_rev; apply: sumz_move => // j ? ?.
by rewrite -fg //; congr f; lia.
Qed.

Section Derivation.
(* All of calculus that the formulas use: a derivative is additive and obeys the product rule. *)
Variable D : R -> R.
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.

Lemma D0 : D 0 = 0.
Proof. by apply: (addrI (D 0)); rewrite -D_add !addr0. Qed.

Lemma D1 : D 1 = 0.
Proof. by apply: (addrI (D 1)); rewrite addr0 -{3}(mulr1 1) D_mul mulr1 mul1r. Qed.

Lemma D_opp a : D (- a) = - D a.
Proof. by apply: (addrI (D a)); rewrite -D_add !subrr D0. Qed.

Lemma D_nat n : D n%:R = 0.
Proof. by elim: n => [|n IH]; rewrite ?D0 // -addn1 natrD D_add IH D1 addr0. Qed.

Lemma D_sumz lo hi f : D (sumz lo hi f) = sumz lo hi (fun i => D (f i)).
Proof. by rewrite /sumz; elim/big_ind2 : _ => [|a b c d <- <-|]; rewrite ?D0 ?D_add. Qed.

Lemma D_inside e lo hi : D (inside e lo hi) = 0.
Proof. exact: D_nat. Qed.

Lemma D_kd i j : D (kd i j) = 0.
Proof. exact: D_nat. Qed.
End Derivation.
End Sums.

Ltac idx := f_equal; lia.
Ltac bits := rewrite /inside /kd; congr ((nat_of_bool _)%:R); lia.
