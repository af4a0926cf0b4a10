From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-sigmoid-network: A network of sigmoids is one of tanhs *)
Section eq_sigmoid_network_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n : nat).
Variables (j : int).
Hypothesis n_positive : (0 < n)%N.
Variable b : int -> R.
Variable h : int -> R.
Variable w : int -> int -> R.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_sigmoid_network :
  (((b j) / 2%:r) + ((sumz 0 (n%:Z - 1) (fun i => (((h i) + 1) * (w j i) / 2%:r))) / 2%:r)) =
  (((b j) / 2%:r) + (sumz 0 (n%:Z - 1) (fun i' => ((h i') * (w j i') / 4%:r))) + ((sumz 0 (n%:Z
    - 1) (fun i'' => (w j i''))) / 4%:r)).
Proof.
transitivity (((b j) / 2%:r) + (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r)))).
{ have E8 : ((sumz 0 (n%:Z - 1) (fun i => (((h i) + 1) * (w j i) / 2%:r))) / 2%:r) = ((sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r)))) :> R.
  { transitivity ((sumz 0 (n%:Z - 1) (fun i => (((h i) + 1) * (w j i) / 2%:r))) / 2%:r).
    { by []. }
    have E4 : (sumz 0 (n%:Z - 1) (fun i => (((h i) + 1) * (w j i) / 2%:r))) = ((sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r)))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun i => (((w j i) / 2%:r * (h i)) + ((w j i) / 2%:r)))).
      { apply: eq_sumz => i _ _.
        transitivity (((h i) + 1) * (w j i) / 2%:r).
        { by []. }
        have E3 : (((w j i) / 2%:r) * ((h i) + 1)) = (((w j i) / 2%:r * (h i)) + ((w j i) / 2%:r)) :> R.
        { transitivity ((((w j i) / 2%:r) * (h i)) + (((w j i) / 2%:r) * 1)).
          { ring. }
          have E1 : (((w j i) / 2%:r) * (h i)) = ((w j i) / 2%:r * (h i)) :> R.
          { ring. }
          have E2 : (((w j i) / 2%:r) * 1) = ((w j i) / 2%:r) :> R.
          { ring. }
          exact: (f_equal2 +%R E1 E2). }
        transitivity (((w j i) / 2%:r) * ((h i) + 1)).
        { ring. }
        transitivity (((w j i) / 2%:r) * ((h i) + 1)).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (((w j i) / 2%:r * (h i)) + ((w j i) / 2%:r)).
        { rewrite -?E3; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E7 : ((2%:r^-1) * ((sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r))))) = ((sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r)))) :> R.
    { transitivity (((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r * (h i))))) + ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r))))).
      { ring. }
      have E5 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r * (h i))))) = (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      have E6 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r)))) = (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      exact: (f_equal2 +%R E5 E6). }
    transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i => (((h i) + 1) * (w j i) / 2%:r)))).
    { ring. }
    transitivity ((2%:r^-1) * ((sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((w j i) / 2%:r))))).
    { exact: (f_equal2 *%R (erefl _) E4). }
    transitivity ((sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r)))).
    { rewrite -?E7; ring. }
    by []. }
  transitivity (((b j) / 2%:r) + ((sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))) + (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r))))).
  { exact: (f_equal2 +%R (erefl _) E8). }
  ring. }
transitivity (((b j) / 2%:r) + (sumz 0 (n%:Z - 1) (fun i' => ((h i') * (w j i') / 4%:r))) + (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i''))))).
{ have E12 : (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))) = (sumz 0 (n%:Z - 1) (fun i' => ((h i') * (w j i') / 4%:r))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r * (h i)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((2%:r^-1) * (w j i') / 2%:r * (h i')).
    { by same. }
    fieldz. }
  have E13 : (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r))) = (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i'')))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((2%:r^-1) * (w j i) / 2%:r))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
    transitivity ((2%:r^-1) * (w j i'') / 2%:r).
    { by same. }
    fieldz. }
  exact: (f_equal2 +%R (f_equal2 +%R (erefl _) E12) E13). }
symmetry.
transitivity (((b j) / 2%:r) + (sumz 0 (n%:Z - 1) (fun i' => ((h i') * (w j i') / 4%:r))) + (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i''))))).
{ have E11 : ((sumz 0 (n%:Z - 1) (fun i'' => (w j i''))) / 4%:r) = (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i'')))) :> R.
  { transitivity ((sumz 0 (n%:Z - 1) (fun i'' => (w j i''))) / 4%:r).
    { by []. }
    have E10 : ((4%:r^-1) * (sumz 0 (n%:Z - 1) (fun i'' => (w j i'')))) = (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i'')))) :> R.
    { transitivity ((4%:r^-1) * (sumz 0 (n%:Z - 1) (fun i'' => (w j i'')))).
      { by []. }
      have E9 : ((4%:r^-1) * (sumz 0 (n%:Z - 1) (fun i'' => (w j i'')))) = (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i'')))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i'' _ _.
        ring. }
      exact: E9. }
    transitivity ((4%:r^-1) * (sumz 0 (n%:Z - 1) (fun i'' => (w j i'')))).
    { ring. }
    transitivity ((4%:r^-1) * (sumz 0 (n%:Z - 1) (fun i'' => (w j i'')))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i'')))).
    { rewrite -?E10; ring. }
    by []. }
  transitivity (((b j) / 2%:r) + (sumz 0 (n%:Z - 1) (fun i' => ((h i') * (w j i') / 4%:r))) + (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i''))))).
  { exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) E11). }
  by []. }
transitivity (((b j) / 2%:r) + (sumz 0 (n%:Z - 1) (fun i' => ((h i') * (w j i') / 4%:r))) + (sumz 0 (n%:Z - 1) (fun i'' => ((4%:r^-1) * (w j i''))))).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
by [].
Qed.
End eq_sigmoid_network_.
Print Assumptions eq_sigmoid_network.

(* eq-partial-connections: Partial connections *)
Section eq_partial_connections_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C F' O_h O_w k_h k_w : nat).
Variables (c f p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable delta : int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2, D (delta i0 i1 i2) = 0.
Variable m : int -> int -> R.
Hypothesis D_m : forall i0 i1, D (m i0 i1) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = kd R i0 f * kd R i1 c * kd R i2 p * kd R
    i3 q.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = 0.
Hypothesis where_0 : 0 <= f <= (F'%:Z - 1).
Hypothesis where_1 : 0 <= c <= (C%:Z - 1).
Hypothesis where_2 : 0 <= p <= (k_h%:Z - 1).
Hypothesis where_3 : 0 <= q <= (k_w%:Z - 1).
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
Theorem eq_partial_connections :
  (D (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun g =>
    ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z
    - 1) (fun d => ((m g d) * (w g d a e) * (x d (a + i) (e + j))))))))))))))))) =
  ((m f c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((delta f i' j') *
    (x c (i' + p) (j' + q)))))))).
Proof.
have E1 : (D (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun g => ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (w g d a e) * (x d (a + i) (e + j))))))))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun g => ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => (((m g d) * ((kd R g f) * (kd R d c) * (kd R a p) * (kd R e q))) * (x d (a + i) (e + j)))))))))))))))).
{ exact (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun g _ _ => (dmul_r _ _ _ (D_delta g i j) (dsum _ _ _ _ (fun e _ _ => (dsum _ _ _ _ (fun a _ _ => (dsum _ _ _ _ (fun d _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (D_m g d) (D_w g d a e)) (D_x d (a + i) (e + j)))))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun g => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))))).
{ transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun g => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))))).
  { apply: eq_sumz => j _ _.
    transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun g => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))).
    { apply: eq_sumz => i _ _.
      transitivity (sumz 0 (F'%:Z - 1) (fun g => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))).
      { apply: eq_sumz => g _ _.
        transitivity ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => (((m g d) * ((kd R g f) * (kd R d c) * (kd R a p) * (kd R e q))) * (x d (a + i) (e + j)))))))))).
        { by []. }
        have E2 : (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => (((m g d) * ((kd R g f) * (kd R d c) * (kd R a p) * (kd R e q))) * (x d (a + i) (e + j))))))))) = (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))) :> R.
        { transitivity (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))).
          { apply: eq_sumz => e _ _.
            transitivity (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))).
            { apply: eq_sumz => a _ _.
              transitivity (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))).
              { apply: eq_sumz => d _ _.
                transitivity ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))).
                { ring. }
                by []. }
              by rewrite ?sumz_add ?sumz0. }
            by rewrite ?sumz_add ?sumz0. }
          by rewrite ?sumz_add ?sumz0. }
        have E4 : ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j)))))))))) = (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))) :> R.
        { transitivity ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j)))))))))).
          { by []. }
          have E3 : ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j)))))))))) = (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => e _ _.
            rewrite sumz_mull; apply: eq_sumz => a _ _.
            rewrite sumz_mull; apply: eq_sumz => d _ _.
            ring. }
          exact: E3. }
        transitivity ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => (((m g d) * ((kd R g f) * (kd R d c) * (kd R a p) * (kd R e q))) * (x d (a + i) (e + j)))))))))).
        { by []. }
        transitivity ((delta g i j) * (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j)))))))))).
        { exact: (f_equal2 *%R (erefl _) E2). }
        transitivity (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))).
        { rewrite -?E4; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((m f c) * (delta f i' j') * (x c (i' + p) (j' + q))))))).
{ have E7 : (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun g => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((m f c) * (delta f i' j') * (x c (i' + p) (j' + q))))))) :> R.
  { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((delta f i j) * (m f c) * (x c (i + p) (j + q))))))).
    { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f d) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))).
      { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (F'%:Z - 1) (fun g => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))))).
        { apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun g => (sumz 0 (C%:Z - 1) (fun d => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))))).
        { apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => e _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun d => (sumz 0 (F'%:Z - 1) (fun g => ((delta g i j) * (m g d) * (kd R g f) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))))))))))))).
        { apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => e _ _.
          apply: eq_sumz => a _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => e _ _.
        apply: eq_sumz => a _ _.
        apply: eq_sumz => d _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun g => (kd R g f) * ((delta g i j) * (m g d) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))).
        { apply: eq_sumz => g _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R f 0 (F'%:Z - 1)) * ((delta f i j) * (m f d) * (kd R d c) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun e => (sumz 0 (k_h%:Z - 1) (fun a => ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (kd R a p) * (kd R e q) * (x c (a + i) (e + j))))))))))).
      { apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => e _ _.
        apply: eq_sumz => a _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun d => (kd R d c) * ((inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f d) * (kd R a p) * (kd R e q) * (x d (a + i) (e + j))))).
        { apply: eq_sumz => d _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (kd R a p) * (kd R e q) * (x c (a + i) (e + j)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun e => ((inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (kd R e q) * (x c (i + p) (e + j))))))))).
      { apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => e _ _.
        transitivity (sumz 0 (k_h%:Z - 1) (fun a => (kd R a p) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (kd R e q) * (x c (a + i) (e + j))))).
        { apply: eq_sumz => a _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (kd R e q) * (x c (i + p) (e + j)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R q 0 (k_w%:Z - 1)) * (inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (x c (i + p) (j + q))))))).
      { apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k_w%:Z - 1) (fun e => (kd R e q) * ((inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (x c (i + p) (e + j))))).
        { apply: eq_sumz => e _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (k_w%:Z - 1)) * ((inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j) * (m f c) * (x c (i + p) (j + q)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R q 0 (k_w%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (k_h%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R f 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta f i' j') * (m f c) * (x c (i' + p) (j' + q))).
    { by same. }
    ring. }
  exact: E7. }
symmetry.
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((m f c) * (delta f i' j') * (x c (i' + p) (j' + q))))))).
{ transitivity ((m f c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((delta f i' j') * (x c (i' + p) (j' + q)))))))).
  { by []. }
  have E6 : ((m f c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((delta f i' j') * (x c (i' + p) (j' + q)))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((m f c) * (delta f i' j') * (x c (i' + p) (j' + q))))))) :> R.
  { transitivity ((m f c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((delta f i' j') * (x c (i' + p) (j' + q)))))))).
    { by []. }
    have E5 : ((m f c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((delta f i' j') * (x c (i' + p) (j' + q)))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((m f c) * (delta f i' j') * (x c (i' + p) (j' + q))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E5. }
  transitivity ((m f c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((delta f i' j') * (x c (i' + p) (j' + q)))))))).
  { by []. }
  transitivity ((m f c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((delta f i' j') * (x c (i' + p) (j' + q)))))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((m f c) * (delta f i' j') * (x c (i' + p) (j' + q))))))).
  { rewrite -?E6; ring. }
  by []. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((m f c) * (delta f i' j') * (x c (i' + p) (j' + q))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_partial_connections_.
Print Assumptions eq_partial_connections.
