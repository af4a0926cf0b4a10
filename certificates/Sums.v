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
Reserved Notation "n %:r" (at level 2, left associativity, format "n %:r").

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

Lemma D_int z : D z%:~R = 0.
Proof. by case: z => n; rewrite ?NegzE ?mulrNz ?D_opp D_nat ?oppr0. Qed.

Lemma D_inside e lo hi : D (inside e lo hi) = 0.
Proof. exact: D_nat. Qed.

Lemma D_kd i j : D (kd i j) = 0.
Proof. exact: D_nat. Qed.

(* The rules as steps: from the derivatives of the parts to the derivative of the whole. Where the
   derivative of a part is zero, its term is left out. *)
Lemma dadd a b a' b' : D a = a' -> D b = b' -> D (a + b) = a' + b'.
Proof. by rewrite D_add => -> ->. Qed.
Lemma dadd_l a b a' : D a = a' -> D b = 0 -> D (a + b) = a'.
Proof. by rewrite D_add => -> ->; rewrite addr0. Qed.
Lemma dadd_r a b b' : D a = 0 -> D b = b' -> D (a + b) = b'.
Proof. by rewrite D_add => -> ->; rewrite add0r. Qed.
Lemma dadd_0 a b : D a = 0 -> D b = 0 -> D (a + b) = 0.
Proof. by rewrite D_add => -> ->; rewrite addr0. Qed.

Lemma dmul a b a' b' : D a = a' -> D b = b' -> D (a * b) = a' * b + a * b'.
Proof. by rewrite D_mul => -> ->. Qed.
Lemma dmul_l a b a' : D a = a' -> D b = 0 -> D (a * b) = a' * b.
Proof. by rewrite D_mul => -> ->; rewrite mulr0 addr0. Qed.
Lemma dmul_r a b b' : D a = 0 -> D b = b' -> D (a * b) = a * b'.
Proof. by rewrite D_mul => -> ->; rewrite mul0r add0r. Qed.
Lemma dmul_0 a b : D a = 0 -> D b = 0 -> D (a * b) = 0.
Proof. by rewrite D_mul => -> ->; rewrite mul0r mulr0 addr0. Qed.

Lemma dopp a a' : D a = a' -> D (- a) = - a'.
Proof. by rewrite D_opp => ->. Qed.
Lemma dopp_0 a : D a = 0 -> D (- a) = 0.
Proof. by rewrite D_opp => ->; rewrite oppr0. Qed.

Lemma dpow n a a' : D a = a' -> D (a ^+ n.+1) = n.+1%:R * a ^+ n * a'.
Proof.
move=> <-; elim: n => [|n IH]; first by rewrite !expr1 expr0; ring.
by rewrite exprS D_mul IH (exprS a n) -[in RHS](addn1 n.+1) natrD; ring.
Qed.
Lemma dpow_0 n a : D a = 0 -> D (a ^+ n) = 0.
Proof. by case: n => [_|n /dpow->]; rewrite ?expr0 ?D1 ?mulr0. Qed.

Lemma dsum lo hi f g :
  (forall i, lo <= i -> i <= hi -> D (f i) = g i) -> D (sumz lo hi f) = sumz lo hi g.
Proof. by move=> fg; rewrite D_sumz; apply: eq_sumz. Qed.
Lemma dsum_0 lo hi f : (forall i, lo <= i -> i <= hi -> D (f i) = 0) -> D (sumz lo hi f) = 0.
Proof. by move=> f0; rewrite (dsum (g := fun=> 0)) // sumz0. Qed.

(* the chain rule, `slope * D a` being the derivative of a function of a *)
Lemma dfun y slope a a' : D y = slope * D a -> D a = a' -> D y = slope * a'.
Proof. by move=> -> ->. Qed.
Lemma dfun_0 y slope a : D y = slope * D a -> D a = 0 -> D y = 0.
Proof. by move=> -> ->; rewrite mulr0. Qed.
End Derivation.

(* a sum of one value: as many times as the range is long *)
Lemma sumz_const lo hi (c : R) : lo <= hi + 1 -> sumz lo hi (fun=> c) = (hi - lo + 1)%:~R * c.
Proof.
move=> le; rewrite /sumz sumr_const_nat subn0; case: ifP => lohi.
  by rewrite -mulr_natl; congr (_ * _); rewrite pmulrn; congr (_%:~R); lia.
by rewrite (_ : hi - lo + 1 = 0) ?mul0r //; lia.
Qed.

(* an indicator read as a sum over its range *)
Lemma inside_sumz e lo hi (c : R) : inside e lo hi * c = sumz lo hi (fun i => kd i e * c).
Proof. by rewrite sumz_kd. Qed.
End Sums.

Section Fields.
Variables (F : fieldType) (D : F -> F).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.

Lemma dinv a a' : a != 0 -> D a = a' -> D (a^-1) = - (a^-1 ^+ 2) * a'.
Proof.
move=> nz <-; have := D_mul a a^-1; rewrite mulfV // (D1 D_mul) => /eqP.
by rewrite eq_sym addr_eq0 => /eqP e; apply: (mulfI nz); rewrite -[LHS]opprK -e; field.
Qed.
Lemma dinv_0 a : D a = 0 -> D (a^-1) = 0.
Proof.
case: (eqVneq a 0) => [->|nz da]; first by rewrite invr0.
by rewrite (dinv nz da) mulr0.
Qed.
End Fields.

Lemma neq0_as (R : ringType) (a b : R) : a != 0 -> b = a -> b != 0.
Proof. by move=> nz ->. Qed.

(* a power whose exponent is a size, taken apart *)
Lemma pow_split (R : ringType) (a : R) (n m k : nat) : n = (m + k)%N -> a ^+ n = a ^+ m * a ^+ k.
Proof. by move=> ->; rewrite exprD. Qed.
Lemma pow_next (R : ringType) (a : R) (n m : nat) : n = m.+1 -> a ^+ n = a ^+ m * a.
Proof. by move=> ->; rewrite exprSr. Qed.

(* Two expressions of one shape whose indices and bounds are written differently. *)
Ltac idx := f_equal; lia.
Ltac bits := rewrite /inside /kd; congr ((nat_of_bool _)%:R); lia.
Ltac same := lazymatch goal with
  | |- ?a = ?b => first [constr_eq a b; exact erefl | shape] end
with shape := lazymatch goal with
  | |- sumz _ _ _ = sumz _ _ _ => apply: eq_sumz_bounds; [by split; lia | move=> ? ? ?; same]
  | |- inside _ _ _ _ = _ => bits
  | |- kd _ _ _ = _ => bits
  | |- ?a + ?b = _ + _ => apply: (f_equal2 +%R); same
  | |- ?a * ?b = _ * _ => apply: (f_equal2 *%R); same
  | |- - ?a = - _ => apply: (f_equal -%R); same
  | |- ?a ^+ ?n = _ ^+ _ => apply: (f_equal (fun x => x ^+ n)); same
  | |- ?a^-1 = _^-1 => apply: (f_equal (fun x => x^-1)); same
  | |- ?z%:~R = _%:~R => apply: (f_equal (fun x => x%:~R)); lia
  | |- ?f ?a = ?f ?b => first [by apply: (f_equal f); lia | apply: (f_equal f); same]
  | |- _ => idx
  end.
