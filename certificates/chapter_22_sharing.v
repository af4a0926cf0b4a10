From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-section-gradient: Gradient of a section's kernel *)
Section eq_section_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (P S' k : nat).
Variables (p t : int).
Hypothesis P_positive : (0 < P)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = kd R i0 t * kd R i1 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Hypothesis where_0 : 0 <= t <= (S'%:Z - 1).
Hypothesis where_1 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_section_gradient :
  (D (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (S'%:Z - 1) (fun s => ((delta s j) * (sumz 0 (k%:Z -
    1) (fun m => ((w s m) * (x (j + m + (s * P%:Z)))))))))))) =
  (sumz 0 (P%:Z - 1) (fun j' => ((delta t j') * (x (j' + (P%:Z * t) + p))))).
Proof.
have E1 : (D (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (S'%:Z - 1) (fun s => ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => ((w s m) * (x (j + m + (s * P%:Z)))))))))))) = (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (S'%:Z - 1) (fun s => ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => (((kd R s t) * (kd R m p)) * (x (j + m + (s * P%:Z))))))))))).
{ exact (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun s _ _ => (dmul_r _ _ _ (D_delta s j) (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w s m) (D_x (j + m + (s * P%:Z))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (S'%:Z - 1) (fun s => (sumz 0 (k%:Z - 1) (fun m => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))))))).
{ transitivity (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (S'%:Z - 1) (fun s => (sumz 0 (k%:Z - 1) (fun m => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))))))).
  { apply: eq_sumz => j _ _.
    transitivity (sumz 0 (S'%:Z - 1) (fun s => (sumz 0 (k%:Z - 1) (fun m => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))))).
    { apply: eq_sumz => s _ _.
      transitivity ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => (((kd R s t) * (kd R m p)) * (x (j + m + (s * P%:Z))))))).
      { by []. }
      have E2 : (sumz 0 (k%:Z - 1) (fun m => (((kd R s t) * (kd R m p)) * (x (j + m + (s * P%:Z)))))) = (sumz 0 (k%:Z - 1) (fun m => ((kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))) :> R.
      { transitivity (sumz 0 (k%:Z - 1) (fun m => ((kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))).
        { apply: eq_sumz => m _ _.
          transitivity ((kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))).
          { ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E4 : ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => ((kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z))))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))) :> R.
      { transitivity ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => ((kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z))))))).
        { by []. }
        have E3 : ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => ((kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z))))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => m _ _.
          ring. }
        exact: E3. }
      transitivity ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => (((kd R s t) * (kd R m p)) * (x (j + m + (s * P%:Z))))))).
      { by []. }
      transitivity ((delta s j) * (sumz 0 (k%:Z - 1) (fun m => ((kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z))))))).
      { exact: (f_equal2 *%R (erefl _) E2). }
      transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))).
      { rewrite -?E4; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (P%:Z - 1) (fun j' => ((delta t j') * (x (j' + (P%:Z * t) + p))))).
{ have E5 : (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (S'%:Z - 1) (fun s => (sumz 0 (k%:Z - 1) (fun m => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))))))) = (sumz 0 (P%:Z - 1) (fun j' => ((delta t j') * (x (j' + (P%:Z * t) + p))))) :> R.
  { transitivity (sumz 0 (P%:Z - 1) (fun j => ((delta t j) * (x (j + (P%:Z * t) + p))))).
    { transitivity (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun m => ((inside R t 0 (S'%:Z - 1)) * (delta t j) * (kd R m p) * (x (j + m + (P%:Z * t)))))))).
      { transitivity (sumz 0 (P%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (S'%:Z - 1) (fun s => ((delta s j) * (kd R s t) * (kd R m p) * (x (j + m + (s * P%:Z)))))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (S'%:Z - 1) (fun s => (kd R s t) * ((delta s j) * (kd R m p) * (x (j + m + (s * P%:Z)))))).
        { apply: eq_sumz => s _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R t 0 (S'%:Z - 1)) * ((delta t j) * (kd R m p) * (x (j + m + (P%:Z * t))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (P%:Z - 1) (fun j => ((inside R p 0 (k%:Z - 1)) * (inside R t 0 (S'%:Z - 1)) * (delta t j) * (x (j + (P%:Z * t) + p))))).
      { apply: eq_sumz => j _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((inside R t 0 (S'%:Z - 1)) * (delta t j) * (x (j + m + (P%:Z * t)))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((inside R t 0 (S'%:Z - 1)) * (delta t j) * (x (j + (P%:Z * t) + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R t 0 (S'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    transitivity ((delta t j') * (x (j' + (P%:Z * t) + p))).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (P%:Z - 1) (fun j' => ((delta t j') * (x (j' + (P%:Z * t) + p))))).
{ transitivity (sumz 0 (P%:Z - 1) (fun j' => ((delta t j') * (x (j' + (P%:Z * t) + p))))).
  { apply: eq_sumz => j' _ _.
    transitivity ((delta t j') * (x (j' + (P%:Z * t) + p))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (P%:Z - 1) (fun j' => ((delta t j') * (x (j' + (P%:Z * t) + p))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_section_gradient_.
Print Assumptions eq_section_gradient.

(* eq-local-weight: Local kernel *)
Section eq_local_weight_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (h k : nat).
Variables (i p : int).
Hypothesis h_positive : (0 < h)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = kd R i0 i * kd R i1 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Hypothesis where_0 : 0 <= i <= (h%:Z - 1).
Hypothesis where_1 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_local_weight :
  (D (sumz 0 (h%:Z - 1) (fun i' => ((delta i') * (sumz 0 (k%:Z - 1) (fun m => ((w i' m) * (x (i'
    + m))))))))) =
  ((delta i) * (x (i + p))).
Proof.
have E1 : (D (sumz 0 (h%:Z - 1) (fun i' => ((delta i') * (sumz 0 (k%:Z - 1) (fun m => ((w i' m) * (x (i' + m))))))))) = (sumz 0 (h%:Z - 1) (fun i' => ((delta i') * (sumz 0 (k%:Z - 1) (fun m => (((kd R i' i) * (kd R m p)) * (x (i' + m)))))))).
{ exact (dsum _ _ _ _ (fun i' _ _ => (dmul_r _ _ _ (D_delta i') (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w i' m) (D_x (i' + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (h%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun m => ((delta i') * (kd R i' i) * (kd R m p) * (x (i' + m))))))).
{ transitivity (sumz 0 (h%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun m => ((delta i') * (kd R i' i) * (kd R m p) * (x (i' + m))))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta i') * (sumz 0 (k%:Z - 1) (fun m => (((kd R i' i) * (kd R m p)) * (x (i' + m)))))).
    { by []. }
    have E2 : (sumz 0 (k%:Z - 1) (fun m => (((kd R i' i) * (kd R m p)) * (x (i' + m))))) = (sumz 0 (k%:Z - 1) (fun m => ((kd R i' i) * (kd R m p) * (x (i' + m))))) :> R.
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((kd R i' i) * (kd R m p) * (x (i' + m))))).
      { apply: eq_sumz => m _ _.
        transitivity ((kd R i' i) * (kd R m p) * (x (i' + m))).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta i') * (sumz 0 (k%:Z - 1) (fun m => ((kd R i' i) * (kd R m p) * (x (i' + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i') * (kd R i' i) * (kd R m p) * (x (i' + m))))) :> R.
    { transitivity ((delta i') * (sumz 0 (k%:Z - 1) (fun m => ((kd R i' i) * (kd R m p) * (x (i' + m)))))).
      { by []. }
      have E3 : ((delta i') * (sumz 0 (k%:Z - 1) (fun m => ((kd R i' i) * (kd R m p) * (x (i' + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i') * (kd R i' i) * (kd R m p) * (x (i' + m))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E3. }
    transitivity ((delta i') * (sumz 0 (k%:Z - 1) (fun m => (((kd R i' i) * (kd R m p)) * (x (i' + m)))))).
    { by []. }
    transitivity ((delta i') * (sumz 0 (k%:Z - 1) (fun m => ((kd R i' i) * (kd R m p) * (x (i' + m)))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i') * (kd R i' i) * (kd R m p) * (x (i' + m))))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((delta i) * (x (i + p))).
{ have E5 : (sumz 0 (h%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun m => ((delta i') * (kd R i' i) * (kd R m p) * (x (i' + m))))))) = ((delta i) * (x (i + p))) :> R.
  { transitivity ((delta i) * (x (i + p))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R i 0 (h%:Z - 1)) * (delta i) * (kd R m p) * (x (m + i))))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (h%:Z - 1) (fun i' => ((delta i') * (kd R i' i) * (kd R m p) * (x (i' + m))))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (h%:Z - 1) (fun i' => (kd R i' i) * ((delta i') * (kd R m p) * (x (i' + m))))).
        { apply: eq_sumz => i' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R i 0 (h%:Z - 1)) * ((delta i) * (kd R m p) * (x (m + i)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R p 0 (k%:Z - 1)) * (inside R i 0 (h%:Z - 1)) * (delta i) * (x (i + p))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((inside R i 0 (h%:Z - 1)) * (delta i) * (x (m + i))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((inside R i 0 (h%:Z - 1)) * (delta i) * (x (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R i 0 (h%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E5. }
symmetry.
transitivity ((delta i) * (x (i + p))).
{ transitivity ((delta i) * (x (i + p))).
  { by []. }
  by []. }
transitivity ((delta i) * (x (i + p))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_local_weight_.
Print Assumptions eq_local_weight.

(* eq-local-input: Local input *)
Section eq_local_input_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (h k : nat).
Variables (a : int).
Hypothesis h_positive : (0 < h)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
Hypothesis where_0 : 0 <= a <= (h%:Z + k%:Z - 2).
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
Theorem eq_local_input :
  (D (sumz 0 (h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (x (i +
    m))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a -
    m') m')))).
Proof.
have E1 : (D (sumz 0 (h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (x (i + m))))))))) = (sumz 0 (h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (kd R (i + m) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w i m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w i m) * (kd R (i + m) a)))))).
{ transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w i m) * (kd R (i + m) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (kd R (i + m) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w i m) * (kd R (i + m) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (kd R (i + m) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w i m) * (kd R (i + m) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (kd R (i + m) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w i m) * (kd R (i + m) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w i m) * (kd R (i + m) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a - m') m')))).
{ have E4 : (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w i m) * (kd R (i + m) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a - m') m')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (h%:Z - 1)) * (delta (a - m)) * (w (a - m) m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (h%:Z - 1)) * (delta (a - m)) * (w (a - m) m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (h%:Z - 1) (fun i => ((delta i) * (w i m) * (kd R (i + m) a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (h%:Z - 1) (fun i => (kd R i (a - m)) * ((delta i) * (w i m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (h%:Z - 1)) * ((delta (a - m)) * (w (a - m) m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a - m') m')).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a - m') m')))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a - m') m')))).
  { apply: eq_sumz => m' _ _.
    transitivity ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a - m') m')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta (a - m')) * (w (a - m') m')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_local_input_.
Print Assumptions eq_local_input.

(* eq-learnable-gradient: Learnable input *)
Section eq_learnable_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (N' h k : nat).
Variables (a : int).
Hypothesis N'_positive : (0 < N')%N.
Hypothesis h_positive : (0 < h)%N.
Hypothesis k_positive : (0 < k)%N.
Variable L : int -> R.
Hypothesis D_L : forall i0, D (L i0) = kd R i0 a.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable v : int -> R.
Hypothesis D_v : forall i0, D (v i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = 0.
Hypothesis where_0 : 0 <= a <= (h%:Z + k%:Z - 2).
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
Theorem eq_learnable_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (h%:Z - 1) (fun i => (((sumz 0 (k%:Z - 1) (fun m =>
    ((L (i + m)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (i + m') n))))) *
    (delta i n))))))) =
  (sumz 0 (k%:Z - 1) (fun m'' => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (a - m'') 0 (h%:Z -
    1)) * (delta (a - m'') n') * (v m'')))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (h%:Z - 1) (fun i => (((sumz 0 (k%:Z - 1) (fun m => ((L (i + m)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (i + m') n))))) * (delta i n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (h%:Z - 1) (fun i => ((sumz 0 (k%:Z - 1) (fun m => ((kd R (i + m) a) * (v m)))) * (delta i n)))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd_l _ _ _ (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_L (i + m)) (D_v m)))) (dsum0 _ _ _ (fun m' _ _ => (dmul_0 _ _ (D_w m') (D_x (i + m') n))))) (D_delta i n)))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i n) * (kd R (i + m) a) * (v m)))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i n) * (kd R (i + m) a) * (v m)))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i n) * (kd R (i + m) a) * (v m)))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (k%:Z - 1) (fun m => ((kd R (i + m) a) * (v m)))) * (delta i n)).
      { by []. }
      have E3 : ((delta i n) * (sumz 0 (k%:Z - 1) (fun m => ((kd R (i + m) a) * (v m))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i n) * (kd R (i + m) a) * (v m)))) :> R.
      { transitivity ((delta i n) * (sumz 0 (k%:Z - 1) (fun m => ((kd R (i + m) a) * (v m))))).
        { by []. }
        have E2 : ((delta i n) * (sumz 0 (k%:Z - 1) (fun m => ((kd R (i + m) a) * (v m))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i n) * (kd R (i + m) a) * (v m)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => m _ _.
          ring. }
        exact: E2. }
      transitivity ((delta i n) * (sumz 0 (k%:Z - 1) (fun m => ((kd R (i + m) a) * (v m))))).
      { ring. }
      transitivity ((delta i n) * (sumz 0 (k%:Z - 1) (fun m => ((kd R (i + m) a) * (v m))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i n) * (kd R (i + m) a) * (v m)))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m'' => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')))))).
{ have E4 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i n) * (kd R (i + m) a) * (v m)))))))) = (sumz 0 (k%:Z - 1) (fun m'' => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (h%:Z - 1)) * (delta (a - m) n) * (v m)))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (h%:Z - 1)) * (delta (a - m) n) * (v m)))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (h%:Z - 1) (fun i => ((delta i n) * (kd R (i + m) a) * (v m)))))))).
        { apply: eq_sumz => n _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n _ _.
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (h%:Z - 1) (fun i => (kd R i (a - m)) * ((delta i n) * (v m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (h%:Z - 1)) * ((delta (a - m) n) * (v m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (N'%:Z - 1) (fun n => ((inside R (a - m) 0 (h%:Z - 1)) * (delta (a - m) n) * (v m)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> m'' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    transitivity ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m'' => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m'' => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')))))).
  { apply: eq_sumz => m'' _ _.
    transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')))).
    { apply: eq_sumz => n' _ _.
      transitivity ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m'' => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (a - m'') 0 (h%:Z - 1)) * (delta (a - m'') n') * (v m'')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_learnable_gradient_.
Print Assumptions eq_learnable_gradient.

(* eq-equivariance-lost: Equivariance lost *)
Section eq_equivariance_lost_.
Variable R : comRingType.
Variables (k : nat).
Variables (i n t : int).
Hypothesis k_positive : (0 < k)%N.
Variable L : int -> R.
Variable v : int -> R.
Variable w : int -> R.
Variable x : int -> int -> R.
Theorem eq_equivariance_lost :
  ((- (sumz 0 (k%:Z - 1) (fun m => (((L (m + i + t)) * (v m)) + ((w m) * (x (m + i + t) n))))))
    + (sumz 0 (k%:Z - 1) (fun m' => (((L (m' + i)) * (v m')) + ((w m') * (x (m' + i + t) n))))))
    =
  ((- (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))) + (sumz 0 (k%:Z - 1) (fun
    m''' => ((L (m''' + i)) * (v m'''))))).
Proof.
transitivity ((sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))) + (sumz 0 (k%:Z - 1) (fun m' => ((L (m' + i)) * (v m')))) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (m' + i + t) n))))).
{ have E5 : (- (sumz 0 (k%:Z - 1) (fun m => (((L (m + i + t)) * (v m)) + ((w m) * (x (m + i + t) n)))))) = ((sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n))))) :> R.
  { transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m => (((L (m + i + t)) * (v m)) + ((w m) * (x (m + i + t) n)))))).
    { ring. }
    have E1 : (sumz 0 (k%:Z - 1) (fun m => (((L (m + i + t)) * (v m)) + ((w m) * (x (m + i + t) n))))) = ((sumz 0 (k%:Z - 1) (fun m => ((L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))) :> R.
    { transitivity (sumz 0 (k%:Z - 1) (fun m => (((L (m + i + t)) * (v m)) + ((w m) * (x (m + i + t) n))))).
      { apply: eq_sumz => m _ _.
        transitivity (((L (m + i + t)) * (v m)) + ((w m) * (x (m + i + t) n))).
        { exact: (f_equal2 +%R (erefl _) (erefl _)). }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((- 1) * ((sumz 0 (k%:Z - 1) (fun m => ((L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n)))))) = ((sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n))))) :> R.
    { transitivity (((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((L (m + i + t)) * (v m))))) + ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n)))))).
      { ring. }
      have E2 : ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((L (m + i + t)) * (v m))))) = (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      have E3 : ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))) = (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: (f_equal2 +%R E2 E3). }
    transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m => (((L (m + i + t)) * (v m)) + ((w m) * (x (m + i + t) n)))))).
    { by []. }
    transitivity ((- 1) * ((sumz 0 (k%:Z - 1) (fun m => ((L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n)))))).
    { exact: (f_equal2 *%R (erefl _) E1). }
    transitivity ((sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n))))).
    { rewrite -?E4; ring. }
    by []. }
  have E6 : (sumz 0 (k%:Z - 1) (fun m' => (((L (m' + i)) * (v m')) + ((w m') * (x (m' + i + t) n))))) = ((sumz 0 (k%:Z - 1) (fun m' => ((L (m' + i)) * (v m')))) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (m' + i + t) n))))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m' => (((L (m' + i)) * (v m')) + ((w m') * (x (m' + i + t) n))))).
    { apply: eq_sumz => m' _ _.
      transitivity (((L (m' + i)) * (v m')) + ((w m') * (x (m' + i + t) n))).
      { exact: (f_equal2 +%R (erefl _) (erefl _)). }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (((sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))) + (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n))))) + ((sumz 0 (k%:Z - 1) (fun m' => ((L (m' + i)) * (v m')))) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (m' + i + t) n)))))).
  { exact: (f_equal2 +%R E5 E6). }
  ring. }
transitivity ((sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) + ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))) + (sumz 0 (k%:Z - 1) (fun m''' => ((L (m''' + i)) * (v m''')))) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (m' + i + t) n))))).
{ have E10 : (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))) = (sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (L (m + i + t)) * (v m)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> m'' ? ?; cbv beta].
    transitivity ((- 1) * (L (m'' + i + t)) * (v m'')).
    { by same. }
    by []. }
  have E13 : (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))) = ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))).
    { by []. }
    transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))).
    { symmetry.
      transitivity (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))).
      { transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))).
        { by []. }
        have E12 : ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))) = (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))) :> R.
        { transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))).
          { by []. }
          have E11 : ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))) = (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => m _ _.
            ring. }
          exact: E11. }
        transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))).
        { by []. }
        transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (k%:Z - 1) (fun m => ((- 1) * (w m) * (x (m + i + t) n)))).
        { rewrite -?E12; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> m ? ?; cbv beta].
      transitivity ((- 1) * (w m) * (x (m + i + t) n)).
      { by same. }
      by []. }
    by []. }
  have E14 : (sumz 0 (k%:Z - 1) (fun m' => ((L (m' + i)) * (v m')))) = (sumz 0 (k%:Z - 1) (fun m''' => ((L (m''' + i)) * (v m''')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m' => ((L (m' + i)) * (v m')))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> m''' ? ?; cbv beta].
    transitivity ((L (m''' + i)) * (v m''')).
    { by same. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E10 E13) E14) (erefl _)). }
symmetry.
transitivity ((sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) + (sumz 0 (k%:Z - 1) (fun m''' => ((L (m''' + i)) * (v m'''))))).
{ have E9 : (- (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))) = (sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) :> R.
  { transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))).
    { ring. }
    have E8 : ((- 1) * (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))) = (sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) :> R.
    { transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))).
      { by []. }
      have E7 : ((- 1) * (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))) = (sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m'' _ _.
        ring. }
      exact: E7. }
    transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))).
    { by []. }
    transitivity ((- 1) * (sumz 0 (k%:Z - 1) (fun m'' => ((L (m'' + i + t)) * (v m''))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))).
    { rewrite -?E8; ring. }
    by []. }
  transitivity ((sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) + (sumz 0 (k%:Z - 1) (fun m''' => ((L (m''' + i)) * (v m'''))))).
  { exact: (f_equal2 +%R E9 (erefl _)). }
  by []. }
transitivity ((sumz 0 (k%:Z - 1) (fun m'' => ((- 1) * (L (m'' + i + t)) * (v m'')))) + (sumz 0 (k%:Z - 1) (fun m''' => ((L (m''' + i)) * (v m'''))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
have E15 : (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + i + t) n)))) = (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (m' + i + t) n)))) :> R.
{ by same. }
rewrite ?E15.
ring.
Qed.
End eq_equivariance_lost_.
Print Assumptions eq_equivariance_lost.

(* eq-group-weight: Kernels of groups *)
Section eq_group_weight_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C F' G h k : nat).
Variables (c f g p : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis G_positive : (0 < G)%N.
Hypothesis h_positive : (0 < h)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2, D (delta i0 i1 i2) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = kd R i0 g * kd R i1 f * kd R i2 c * kd R
    i3 p.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = 0.
Hypothesis where_0 : 0 <= g <= (G%:Z - 1).
Hypothesis where_1 : 0 <= c <= (C%:Z - 1).
Hypothesis where_2 : 0 <= f <= (F'%:Z - 1).
Hypothesis where_3 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_group_weight :
  (D (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (G%:Z - 1) (fun g' =>
    ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f' c'
    m) * (x g' c' (i + m))))))))))))))) =
  (sumz 0 (h%:Z - 1) (fun i' => ((delta g f i') * (x g c (i' + p))))).
Proof.
have E1 : (D (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f' c' m) * (x g' c' (i + m))))))))))))))) = (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p)) * (x g' c' (i + m)))))))))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f' _ _ => (dsum _ _ _ _ (fun g' _ _ => (dmul_r _ _ _ (D_delta g' f' i) (dsum _ _ _ _ (fun m _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_l _ _ _ (D_w g' f' c' m) (D_x g' c' (i + m)))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))))))))).
{ transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))))))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))))))).
    { apply: eq_sumz => f' _ _.
      transitivity (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))))).
      { apply: eq_sumz => g' _ _.
        transitivity ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p)) * (x g' c' (i + m)))))))).
        { by []. }
        have E2 : (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p)) * (x g' c' (i + m))))))) = (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))) :> R.
        { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))).
          { apply: eq_sumz => m _ _.
            transitivity (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))).
            { apply: eq_sumz => c' _ _.
              transitivity ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))).
              { ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          by rewrite ?sumz_add ?sumz0. }
        have E4 : ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m)))))))) = (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))) :> R.
        { transitivity ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m)))))))).
          { by []. }
          have E3 : ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m)))))))) = (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => m _ _.
            rewrite sumz_mull; apply: eq_sumz => c' _ _.
            ring. }
          exact: E3. }
        transitivity ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p)) * (x g' c' (i + m)))))))).
        { by []. }
        transitivity ((delta g' f' i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m)))))))).
        { exact: (f_equal2 *%R (erefl _) E2). }
        transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))).
        { rewrite -?E4; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (h%:Z - 1) (fun i' => ((delta g f i') * (x g c (i' + p))))).
{ have E5 : (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))))))))) = (sumz 0 (h%:Z - 1) (fun i' => ((delta g f i') * (x g c (i' + p))))) :> R.
  { transitivity (sumz 0 (h%:Z - 1) (fun i => ((delta g f i) * (x g c (i + p))))).
    { transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((inside R g 0 (G%:Z - 1)) * (delta g f' i) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g c' (i + m))))))))))).
      { transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => f' _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' f' i) * (kd R g' g) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => f' _ _.
          apply: eq_sumz => m _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f' _ _.
        apply: eq_sumz => m _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (G%:Z - 1) (fun g' => (kd R g' g) * ((delta g' f' i) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g' c' (i + m))))).
        { apply: eq_sumz => g' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (G%:Z - 1)) * ((delta g f' i) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g c' (i + m)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((inside R f 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (kd R c' c) * (kd R m p) * (x g c' (i + m))))))))).
      { transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R g 0 (G%:Z - 1)) * (delta g f' i) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g c' (i + m))))))))))).
        { apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R g 0 (G%:Z - 1)) * (delta g f' i) * (kd R f' f) * (kd R c' c) * (kd R m p) * (x g c' (i + m))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => m _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => m _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (kd R f' f) * ((inside R g 0 (G%:Z - 1)) * (delta g f' i) * (kd R c' c) * (kd R m p) * (x g c' (i + m))))).
        { apply: eq_sumz => f' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R f 0 (F'%:Z - 1)) * ((inside R g 0 (G%:Z - 1)) * (delta g f i) * (kd R c' c) * (kd R m p) * (x g c' (i + m)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (kd R m p) * (x g c (i + m))))))).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R f 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (kd R m p) * (x g c' (i + m))))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R f 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (kd R m p) * (x g c (i + m)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (h%:Z - 1) (fun i => ((inside R p 0 (k%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (x g c (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (x g c (i + m))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (x g c (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R f 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (G%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta g f i') * (x g c (i' + p))).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (h%:Z - 1) (fun i' => ((delta g f i') * (x g c (i' + p))))).
{ transitivity (sumz 0 (h%:Z - 1) (fun i' => ((delta g f i') * (x g c (i' + p))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta g f i') * (x g c (i' + p))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (h%:Z - 1) (fun i' => ((delta g f i') * (x g c (i' + p))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_group_weight_.
Print Assumptions eq_group_weight.

(* eq-group-input: Input of groups *)
Section eq_group_input_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C F' G h k : nat).
Variables (a c g : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis G_positive : (0 < G)%N.
Hypothesis h_positive : (0 < h)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2, D (delta i0 i1 i2) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = kd R i0 g * kd R i1 c * kd R i2 a.
Hypothesis where_0 : 0 <= g <= (G%:Z - 1).
Hypothesis where_1 : 0 <= c <= (C%:Z - 1).
Hypothesis where_2 : 0 <= a <= (h%:Z + k%:Z - 2).
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
Theorem eq_group_input :
  (D (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (G%:Z - 1) (fun g' =>
    ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m)
    * (x g' c' (i + m))))))))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (a - m') 0 (h%:Z - 1))
    * (delta g f' (a - m')) * (w g f' c m')))))).
Proof.
have E1 : (D (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (x g' c' (i + m))))))))))))))) = (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * ((kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f _ _ => (dsum _ _ _ _ (fun g' _ _ => (dmul_r _ _ _ (D_delta g' f i) (dsum _ _ _ _ (fun m _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_r _ _ _ (D_w g' f c' m) (D_x g' c' (i + m)))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))))))).
{ transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))))).
    { apply: eq_sumz => f _ _.
      transitivity (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))).
      { apply: eq_sumz => g' _ _.
        transitivity ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * ((kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))).
        { by []. }
        have E2 : (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * ((kd R g' g) * (kd R c' c) * (kd R (i + m) a))))))) = (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))) :> R.
        { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))).
          { apply: eq_sumz => m _ _.
            transitivity (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))).
            { apply: eq_sumz => c' _ _.
              transitivity ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)).
              { ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          by rewrite ?sumz_add ?sumz0. }
        have E4 : ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a))))))) = (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))) :> R.
        { transitivity ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a))))))).
          { by []. }
          have E3 : ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a))))))) = (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => m _ _.
            rewrite sumz_mull; apply: eq_sumz => c' _ _.
            ring. }
          exact: E3. }
        transitivity ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * ((kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))).
        { by []. }
        transitivity ((delta g' f i) * (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a))))))).
        { exact: (f_equal2 *%R (erefl _) E2). }
        transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))).
        { rewrite -?E4; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')))))).
{ have E5 : (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))))))) = (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')))))) :> R.
  { transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (h%:Z - 1)) * (delta g f (a - m)) * (w g f c m)))))).
    { transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => ((inside R g 0 (G%:Z - 1)) * (delta g f i) * (w g f c' m) * (kd R c' c) * (kd R (i + m) a)))))))))).
      { transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => f _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' f i) * (w g' f c' m) * (kd R g' g) * (kd R c' c) * (kd R (i + m) a)))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => f _ _.
          apply: eq_sumz => m _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        apply: eq_sumz => m _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (G%:Z - 1) (fun g' => (kd R g' g) * ((delta g' f i) * (w g' f c' m) * (kd R c' c) * (kd R (i + m) a)))).
        { apply: eq_sumz => g' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (G%:Z - 1)) * ((delta g f i) * (w g f c' m) * (kd R c' c) * (kd R (i + m) a))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun m => ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (w g f c m) * (kd R (i + m) a)))))))).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R g 0 (G%:Z - 1)) * (delta g f i) * (w g f c' m) * (kd R (i + m) a)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R g 0 (G%:Z - 1)) * (delta g f i) * (w g f c m) * (kd R (i + m) a))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f (a - m)) * (w g f c m)))))).
      { transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (w g f c m) * (kd R (i + m) a)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (h%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (w g f c m) * (kd R (i + m) a)))))))).
        { apply: eq_sumz => f _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => f _ _.
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (h%:Z - 1) (fun i => (kd R i (a - m)) * ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f i) * (w g f c m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g f (a - m)) * (w g f c m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => f ? ?.
      apply: eq_sumz => m ? ?.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (G%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (a - m) 0 (h%:Z - 1)) * (delta g f (a - m)) * (w g f c m)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> f' ? ?; cbv beta].
    transitivity ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')))))).
  { apply: eq_sumz => m' _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')))).
    { apply: eq_sumz => f' _ _.
      transitivity ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (a - m') 0 (h%:Z - 1)) * (delta g f' (a - m')) * (w g f' c m')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_group_input_.
Print Assumptions eq_group_input.
