From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* thm-two-layers-xor: XOR at (0, 0) *)
Section thm_two_layers_xor_.
Variable R : comRingType.
Theorem thm_two_layers_xor :
  0 =
  0 :> R.
Proof.
by same.
Qed.
End thm_two_layers_xor_.
Print Assumptions thm_two_layers_xor.

(* thm-two-layers-xor: XOR at (0, 1) *)
Section thm_two_layers_xor_2_.
Variable R : comRingType.
Theorem thm_two_layers_xor_2 :
  1 =
  1 :> R.
Proof.
by same.
Qed.
End thm_two_layers_xor_2_.
Print Assumptions thm_two_layers_xor_2.

(* thm-two-layers-xor: XOR at (1, 0) *)
Section thm_two_layers_xor_3_.
Variable R : comRingType.
Theorem thm_two_layers_xor_3 :
  1 =
  1 :> R.
Proof.
by same.
Qed.
End thm_two_layers_xor_3_.
Print Assumptions thm_two_layers_xor_3.

(* thm-two-layers-xor: XOR at (1, 1) *)
Section thm_two_layers_xor_4_.
Variable R : comRingType.
Theorem thm_two_layers_xor_4 :
  0 =
  0 :> R.
Proof.
by same.
Qed.
End thm_two_layers_xor_4_.
Print Assumptions thm_two_layers_xor_4.

(* thm-zero-start: Incoming *)
Section thm_zero_start_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (h m n : nat).
Variables (p q : int).
Hypothesis h_positive : (0 < h)%N.
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable u : int -> int -> R.
Hypothesis D_u : forall i0 i1, D (u i0 i1) = kd R i0 p * kd R i1 q.
Variable v : int -> int -> R.
Hypothesis D_v : forall i0 i1, D (v i0 i1) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= p <= (h%:Z - 1).
Hypothesis where_1 : 0 <= q <= (n%:Z - 1).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem thm_zero_start :
  (D (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0
    (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)))))))) =
  ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (sumz 0 (m%:Z -
    1) (fun k' => ((delta k') * (v k' p))))).
Proof.
have E1 : (D (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)))))))) = (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (sumz 0 (h%:Z - 1) (fun i => (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (sumz 0 (n%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))))).
{ exact (dsum _ _ _ _ (fun k _ _ => (dmul_r _ _ _ (D_delta k) (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dfun _ _ _ _ (f_D ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) (dadd_r _ _ _ (D_b i) (dsum _ _ _ _ (fun j _ _ => (dmul_l _ _ _ (D_u i j) (D_x j)))))) (D_v k i))))))). }
rewrite ?E1.
transitivity (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))).
{ transitivity (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))).
  { apply: eq_sumz => k _ _.
    transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (sumz 0 (n%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))).
    { by []. }
    have E5 : (sumz 0 (h%:Z - 1) (fun i => (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (sumz 0 (n%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i)))) = (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))) :> R.
    { transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))).
      { apply: eq_sumz => i _ _.
        transitivity ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (sumz 0 (n%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j)))) * (v k i)).
        { ring. }
        have E2 : (sumz 0 (n%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j)))) = (sumz 0 (n%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j)))) :> R.
        { transitivity (sumz 0 (n%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j)))).
          { apply: eq_sumz => j _ _.
            transitivity ((kd R i p) * (kd R j q) * (x j)).
            { ring. }
            by []. }
          by rewrite ?sumz_add ?sumz0. }
        have E4 : (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)) * (sumz 0 (n%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))) = (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))) :> R.
        { transitivity (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)) * (sumz 0 (n%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))).
          { by []. }
          have E3 : (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)) * (sumz 0 (n%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))) = (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: E3. }
        transitivity (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)) * (sumz 0 (n%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))).
        { ring. }
        transitivity (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)) * (sumz 0 (n%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))).
        { exact: (f_equal2 *%R (erefl _) E2). }
        transitivity (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))).
        { rewrite -?E4; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E7 : ((delta k) * (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))) = (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))) :> R.
    { transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))).
      { by []. }
      have E6 : ((delta k) * (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))) = (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i _ _.
        rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: E6. }
    transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => (((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (sumz 0 (n%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))).
    { by []. }
    transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))).
    { exact: (f_equal2 *%R (erefl _) E5). }
    transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))).
    { rewrite -?E7; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (m%:Z - 1) (fun k' => ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (delta k') * (v k' p)))).
{ have E11 : (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))) = (sumz 0 (m%:Z - 1) (fun k' => ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (delta k') * (v k' p)))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) * (v k p) * (x q)))).
    { transitivity (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (n%:Z - 1) (fun j => ((inside R p 0 (h%:Z - 1)) * (delta k) * (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) * (v k p) * (kd R j q) * (x j)))))).
      { transitivity (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (h%:Z - 1) (fun i => ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))).
        { apply: eq_sumz => k _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => k _ _.
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (h%:Z - 1) (fun i => (kd R i p) * ((delta k) * (f' ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i) * (kd R j q) * (x j)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (h%:Z - 1)) * ((delta k) * (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) * (v k p) * (kd R j q) * (x j))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (m%:Z - 1) (fun k => ((inside R q 0 (n%:Z - 1)) * (inside R p 0 (h%:Z - 1)) * (delta k) * (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) * (v k p) * (x q)))).
      { apply: eq_sumz => k _ _.
        transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (h%:Z - 1)) * (delta k) * (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) * (v k p) * (x j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n%:Z - 1)) * ((inside R p 0 (h%:Z - 1)) * (delta k) * (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) * (v k p) * (x q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => k ? ?.
      have -> : (inside R q 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (h%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> k' ? ?; cbv beta].
    transitivity ((delta k') * (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) * (v k' p) * (x q)).
    { by same. }
    have E10 : (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) = (f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) :> R.
    { apply: (f_equal f').
      by same. }
    rewrite ?E10.
    ring. }
  exact: E11. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun k' => ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (delta k') * (v k' p)))).
{ transitivity ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (sumz 0 (m%:Z - 1) (fun k' => ((delta k') * (v k' p))))).
  { by []. }
  have E9 : (((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q)) * (sumz 0 (m%:Z - 1) (fun k' => ((delta k') * (v k' p))))) = (sumz 0 (m%:Z - 1) (fun k' => ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (delta k') * (v k' p)))) :> R.
  { transitivity (((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q)) * (sumz 0 (m%:Z - 1) (fun k' => ((delta k') * (v k' p))))).
    { by []. }
    have E8 : (((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q)) * (sumz 0 (m%:Z - 1) (fun k' => ((delta k') * (v k' p))))) = (sumz 0 (m%:Z - 1) (fun k' => ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (delta k') * (v k' p)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => k' _ _.
      ring. }
    exact: E8. }
  transitivity (((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q)) * (sumz 0 (m%:Z - 1) (fun k' => ((delta k') * (v k' p))))).
  { ring. }
  transitivity (((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q)) * (sumz 0 (m%:Z - 1) (fun k' => ((delta k') * (v k' p))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (m%:Z - 1) (fun k' => ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (delta k') * (v k' p)))).
  { rewrite -?E9; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun k' => ((f' ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (x q) * (delta k') * (v k' p)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_zero_start_.
Print Assumptions thm_zero_start.

(* thm-zero-start: Outgoing *)
Section thm_zero_start_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (h m n : nat).
Variables (p q : int).
Hypothesis h_positive : (0 < h)%N.
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable u : int -> int -> R.
Hypothesis D_u : forall i0 i1, D (u i0 i1) = 0.
Variable v : int -> int -> R.
Hypothesis D_v : forall i0 i1, D (v i0 i1) = kd R i0 q * kd R i1 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= p <= (h%:Z - 1).
Hypothesis where_1 : 0 <= q <= (m%:Z - 1).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem thm_zero_start_2 :
  (D (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0
    (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)))))))) =
  ((f ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (delta q)).
Proof.
have E1 : (D (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (v k i)))))))) = (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * ((kd R k q) * (kd R i p)))))))).
{ exact (dsum _ _ _ _ (fun k _ _ => (dmul_r _ _ _ (D_delta k) (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (dfun0 _ _ _ (f_D ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) (dadd_0 _ _ (D_b i) (dsum0 _ _ _ (fun j _ _ => (dmul_0 _ _ (D_u i j) (D_x j)))))) (D_v k i))))))). }
rewrite ?E1.
transitivity (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (h%:Z - 1) (fun i => ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))))).
{ transitivity (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (h%:Z - 1) (fun i => ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))))).
  { apply: eq_sumz => k _ _.
    transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * ((kd R k q) * (kd R i p)))))).
    { by []. }
    have E2 : (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * ((kd R k q) * (kd R i p))))) = (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))) :> R.
    { transitivity (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))).
      { apply: eq_sumz => i _ _.
        transitivity ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p))))) = (sumz 0 (h%:Z - 1) (fun i => ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))) :> R.
    { transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p))))).
      { by []. }
      have E3 : ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p))))) = (sumz 0 (h%:Z - 1) (fun i => ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      exact: E3. }
    transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * ((kd R k q) * (kd R i p)))))).
    { by []. }
    transitivity ((delta k) * (sumz 0 (h%:Z - 1) (fun i => ((f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (h%:Z - 1) (fun i => ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((f ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (delta q)).
{ have E6 : (sumz 0 (m%:Z - 1) (fun k => (sumz 0 (h%:Z - 1) (fun i => ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))))) = ((f ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (delta q)) :> R.
  { transitivity ((delta q) * (f ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j))))))).
    { transitivity (sumz 0 (h%:Z - 1) (fun i => ((inside R q 0 (m%:Z - 1)) * (delta q) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R i p)))).
      { transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun k => ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R k q) * (kd R i p)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (m%:Z - 1) (fun k => (kd R k q) * ((delta k) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R i p)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (m%:Z - 1)) * ((delta q) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j)))))) * (kd R i p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R p 0 (h%:Z - 1)) * (inside R q 0 (m%:Z - 1)) * (delta q) * (f ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j))))))).
      { transitivity (sumz 0 (h%:Z - 1) (fun i => (kd R i p) * ((inside R q 0 (m%:Z - 1)) * (delta q) * (f ((b i) + (sumz 0 (n%:Z - 1) (fun j => ((u i j) * (x j))))))))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (h%:Z - 1)) * ((inside R q 0 (m%:Z - 1)) * (delta q) * (f ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (h%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R q 0 (m%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E5 : (f ((b p) + (sumz 0 (n%:Z - 1) (fun j => ((u p j) * (x j)))))) = (f ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) :> R.
    { apply: (f_equal f).
      by same. }
    rewrite ?E5.
    ring. }
  exact: E6. }
symmetry.
transitivity ((f ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (delta q)).
{ transitivity ((f ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (delta q)).
  { by []. }
  by []. }
transitivity ((f ((b p) + (sumz 0 (n%:Z - 1) (fun j' => ((u p j') * (x j')))))) * (delta q)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_zero_start_2_.
Print Assumptions thm_zero_start_2.

(* eq-net-input-variance: Mean square *)
Section eq_net_input_variance_.
Variable R : comRingType.
Variables (n : nat).
Variables (sigma : R).
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> R.
Theorem eq_net_input_variance :
  (sumz 0 (n%:Z - 1) (fun k => (sumz 0 (n%:Z - 1) (fun j => ((sigma ^+ 2) * (kd R j k) * (a j) *
    (a k)))))) =
  ((sigma ^+ 2) * (sumz 0 (n%:Z - 1) (fun j' => ((a j') ^+ 2)))).
Proof.
transitivity (sumz 0 (n%:Z - 1) (fun k => (sumz 0 (n%:Z - 1) (fun j => ((sigma ^+ 2) * (kd R j k) * (a j) * (a k)))))).
{ transitivity (sumz 0 (n%:Z - 1) (fun k => (sumz 0 (n%:Z - 1) (fun j => ((sigma ^+ 2) * (kd R j k) * (a j) * (a k)))))).
  { apply: eq_sumz => k _ _.
    transitivity (sumz 0 (n%:Z - 1) (fun j => ((sigma ^+ 2) * (kd R j k) * (a j) * (a k)))).
    { apply: eq_sumz => j _ _.
      transitivity ((sigma ^+ 2) * (kd R j k) * (a j) * (a k)).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (n%:Z - 1) (fun j' => ((sigma ^+ 2) * ((a j') ^+ 2)))).
{ have E3 : (sumz 0 (n%:Z - 1) (fun k => (sumz 0 (n%:Z - 1) (fun j => ((sigma ^+ 2) * (kd R j k) * (a j) * (a k)))))) = (sumz 0 (n%:Z - 1) (fun j' => ((sigma ^+ 2) * ((a j') ^+ 2)))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => ((sigma ^+ 2) * (a j) * (a j)))).
    { transitivity (sumz 0 (n%:Z - 1) (fun j => ((inside R j 0 (n%:Z - 1)) * (sigma ^+ 2) * (a j) * (a j)))).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun k => ((sigma ^+ 2) * (kd R j k) * (a j) * (a k)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (n%:Z - 1) (fun k => (kd R k j) * ((sigma ^+ 2) * (a j) * (a k)))).
        { apply: eq_sumz => k _ _.
          have -> : (kd R j k) = (kd R k j) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R j 0 (n%:Z - 1)) * ((sigma ^+ 2) * (a j) * (a j))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      have -> : (inside R j 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    transitivity ((sigma ^+ 2) * (a j') * (a j')).
    { by same. }
    ring. }
  exact: E3. }
symmetry.
transitivity (sumz 0 (n%:Z - 1) (fun j' => ((sigma ^+ 2) * ((a j') ^+ 2)))).
{ transitivity ((sigma ^+ 2) * (sumz 0 (n%:Z - 1) (fun j' => ((a j') ^+ 2)))).
  { by []. }
  have E2 : ((sigma ^+ 2) * (sumz 0 (n%:Z - 1) (fun j' => ((a j') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun j' => ((sigma ^+ 2) * ((a j') ^+ 2)))) :> R.
  { transitivity ((sigma ^+ 2) * (sumz 0 (n%:Z - 1) (fun j' => ((a j') ^+ 2)))).
    { by []. }
    have E1 : ((sigma ^+ 2) * (sumz 0 (n%:Z - 1) (fun j' => ((a j') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun j' => ((sigma ^+ 2) * ((a j') ^+ 2)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      ring. }
    exact: E1. }
  transitivity ((sigma ^+ 2) * (sumz 0 (n%:Z - 1) (fun j' => ((a j') ^+ 2)))).
  { by []. }
  transitivity ((sigma ^+ 2) * (sumz 0 (n%:Z - 1) (fun j' => ((a j') ^+ 2)))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (n%:Z - 1) (fun j' => ((sigma ^+ 2) * ((a j') ^+ 2)))).
  { rewrite -?E2; ring. }
  by []. }
transitivity (sumz 0 (n%:Z - 1) (fun j' => ((sigma ^+ 2) * ((a j') ^+ 2)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_net_input_variance_.
Print Assumptions eq_net_input_variance.

(* thm-universal: One more step *)
Section thm_universal_.
Variable R : comRingType.
Variables (p : int).
Variable t : int -> R.
Variables (f : R -> R).
Theorem thm_universal :
  (f (t (p + 1))) =
  (f (t (p + 1))).
Proof.
by same.
Qed.
End thm_universal_.
Print Assumptions thm_universal.
