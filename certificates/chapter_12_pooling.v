From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-max-pooling-gradient: Max pooling *)
Section eq_max_pooling_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C N' O_h O_w S' : nat).
Variables (c n p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Variable r : int -> int -> int -> int -> int.
Variable s : int -> int -> int -> int -> int.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 c * kd R i1 p * kd R i2 q * kd R
    i3 n.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= n <= (N'%:Z - 1).
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
Theorem eq_max_pooling_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i
    => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (x c' ((i * S'%:Z) + (r c' i j n'))
    ((j * S'%:Z) + (s c' i j n')) n'))))))))))) =
  (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R p ((i' * S'%:Z) + (r c
    i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (x c' ((i * S'%:Z) + (r c' i j n')) ((j * S'%:Z) + (s c' i j n')) n'))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * ((kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n))))))))))).
{ exact (dsum _ _ _ _ (fun n' _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_r _ _ _ (D_delta c' i j n') (D_x c' ((i * S'%:Z) + (r c' i j n')) ((j * S'%:Z) + (s c' i j n')) n')))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)))).
        { apply: eq_sumz => c' _ _.
          transitivity ((delta c' i j n') * (kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)).
          { ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R p ((i' * S'%:Z) + (r c i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)))))).
{ have E4 : (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (kd R c' c) * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R p ((i' * S'%:Z) + (r c i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)))))) :> R.
  { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((delta c i j n) * (kd R ((i * S'%:Z) + (r c i j n)) p) * (kd R ((j * S'%:Z) + (s c i j n)) q)))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (delta c i j n') * (kd R ((i * S'%:Z) + (r c i j n')) p) * (kd R ((j * S'%:Z) + (s c i j n')) q) * (kd R n' n)))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((delta c' i j n') * (kd R ((i * S'%:Z) + (r c' i j n')) p) * (kd R ((j * S'%:Z) + (s c' i j n')) q) * (kd R n' n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((delta c i j n') * (kd R ((i * S'%:Z) + (r c i j n')) p) * (kd R ((j * S'%:Z) + (s c i j n')) q) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R n 0 (N'%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n) * (kd R ((i * S'%:Z) + (r c i j n)) p) * (kd R ((j * S'%:Z) + (s c i j n)) q)))))).
      { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (delta c i j n') * (kd R ((i * S'%:Z) + (r c i j n')) p) * (kd R ((j * S'%:Z) + (s c i j n')) q) * (kd R n' n)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R c 0 (C%:Z - 1)) * (delta c i j n') * (kd R ((i * S'%:Z) + (r c i j n')) p) * (kd R ((j * S'%:Z) + (s c i j n')) q) * (kd R n' n)))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((inside R c 0 (C%:Z - 1)) * (delta c i j n') * (kd R ((i * S'%:Z) + (r c i j n')) p) * (kd R ((j * S'%:Z) + (s c i j n')) q)))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (delta c i j n) * (kd R ((i * S'%:Z) + (r c i j n)) p) * (kd R ((j * S'%:Z) + (s c i j n)) q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta c i' j' n) * (kd R ((i' * S'%:Z) + (r c i' j' n)) p) * (kd R ((j' * S'%:Z) + (s c i' j' n)) q)).
    { by same. }
    have E2 : (kd R ((i' * S'%:Z) + (r c i' j' n)) p) = (kd R p ((i' * S'%:Z) + (r c i' j' n))).
    { by bits. }
    rewrite ?E2.
    have E3 : (kd R ((j' * S'%:Z) + (s c i' j' n)) q) = (kd R q ((j' * S'%:Z) + (s c i' j' n))).
    { by bits. }
    rewrite ?E3.
    ring. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R p ((i' * S'%:Z) + (r c i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)))))).
{ transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R p ((i' * S'%:Z) + (r c i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)))))).
  { apply: eq_sumz => j' _ _.
    transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R p ((i' * S'%:Z) + (r c i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)))).
    { apply: eq_sumz => i' _ _.
      transitivity ((kd R p ((i' * S'%:Z) + (r c i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R p ((i' * S'%:Z) + (r c i' j' n))) * (kd R q ((j' * S'%:Z) + (s c i' j' n))) * (delta c i' j' n)))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_max_pooling_gradient_.
Print Assumptions eq_max_pooling_gradient.

(* thm-ties: The mean of K winners *)
Section thm_ties_.
Variable R : comRingType.
Variables (K : nat).
Variables (i : int).
Hypothesis K_positive : (0 < K)%N.
Variable h : int -> R.
Variable lambda : int -> R.
Variable y : int -> R.
Hypothesis given_0 : (sumz 0 (K%:Z - 1) (fun m => (lambda m))) = 1.
Theorem thm_ties :
  (sumz 0 (K%:Z - 1) (fun m' => (((h m') + (y i)) * (lambda m')))) =
  ((y i) + (sumz 0 (K%:Z - 1) (fun m'' => ((h m'') * (lambda m''))))).
Proof.
transitivity ((sumz 0 (K%:Z - 1) (fun m' => ((lambda m') * (h m')))) + (y i)).
{ transitivity ((sumz 0 (K%:Z - 1) (fun m' => ((lambda m') * (h m')))) + (sumz 0 (K%:Z - 1) (fun m' => ((lambda m') * (y i))))).
  { transitivity (sumz 0 (K%:Z - 1) (fun m' => (((lambda m') * (h m')) + ((lambda m') * (y i))))).
    { apply: eq_sumz => m' _ _.
      transitivity (((h m') + (y i)) * (lambda m')).
      { by []. }
      have E1 : ((lambda m') * ((h m') + (y i))) = (((lambda m') * (h m')) + ((lambda m') * (y i))) :> R.
      { transitivity (((lambda m') * (h m')) + ((lambda m') * (y i))).
        { ring. }
        exact: (f_equal2 +%R (erefl _) (erefl _)). }
      transitivity ((lambda m') * ((h m') + (y i))).
      { ring. }
      transitivity ((lambda m') * ((h m') + (y i))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (((lambda m') * (h m')) + ((lambda m') * (y i))).
      { rewrite -?E1; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E2 : (sumz 0 (K%:Z - 1) (fun m' => ((lambda m') * (y i)))) = (y i) :> R.
  { transitivity ((y i) * (sumz 0 (K%:Z - 1) (fun m => (lambda m)))).
    { rewrite sumz_mull; apply: eq_sumz => m' _ _.
      ring. }
    transitivity ((y i) * 1).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  exact: (f_equal2 +%R (erefl _) E2). }
transitivity ((sumz 0 (K%:Z - 1) (fun m'' => ((h m'') * (lambda m'')))) + (y i)).
{ have E3 : (sumz 0 (K%:Z - 1) (fun m' => ((lambda m') * (h m')))) = (sumz 0 (K%:Z - 1) (fun m'' => ((h m'') * (lambda m'')))) :> R.
  { transitivity (sumz 0 (K%:Z - 1) (fun m' => ((lambda m') * (h m')))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> m'' ? ?; cbv beta].
    transitivity ((lambda m'') * (h m'')).
    { by same. }
    ring. }
  exact: (f_equal2 +%R E3 (erefl _)). }
symmetry.
transitivity ((y i) + (sumz 0 (K%:Z - 1) (fun m'' => ((h m'') * (lambda m''))))).
{ transitivity ((y i) + (sumz 0 (K%:Z - 1) (fun m'' => ((h m'') * (lambda m''))))).
  { transitivity ((y i) + (sumz 0 (K%:Z - 1) (fun m'' => ((h m'') * (lambda m''))))).
    { exact: (f_equal2 +%R (erefl _) (erefl _)). }
    by []. }
  exact: (f_equal2 +%R (erefl _) (erefl _)). }
transitivity ((y i) + (sumz 0 (K%:Z - 1) (fun m'' => ((h m'') * (lambda m''))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
ring.
Qed.
End thm_ties_.
Print Assumptions thm_ties.

(* eq-average-pooling-gradient: Average pooling *)
Section eq_average_pooling_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (C N' O_h O_w R_h R_w S' : nat).
Variables (c n p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis R_h_positive : (0 < R_h)%N.
Hypothesis R_w_positive : (0 < R_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 c * kd R i1 p * kd R i2 q * kd R
    i3 n.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= n <= (N'%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_average_pooling_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i
    => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0
    (R_h%:Z - 1) (fun u => (x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n'))))) / R_h%:r /
    R_w%:r)))))))))) =
  ((sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z))
    0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) /
    R_h%:r / R_w%:r).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n'))))) / R_h%:r / R_w%:r)))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((((delta c' i j n') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))) / R_h%:r) / R_w%:r))))))))).
{ exact (dsum _ _ _ _ (fun n' (n'_lo : 0 <= n') (n'_hi : n' <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (O_w%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (O_h%:Z - 1)) => (dsum _ _ _ _ (fun c' (c'_lo : 0 <= c') (c'_hi : c' <= (C%:Z - 1)) => (dmul_l _ _ _ (dmul_l _ _ _ (dmul_r _ _ _ (D_delta c' i j n') (dsum _ _ _ _ (fun v (v_lo : 0 <= v) (v_hi : v <= (R_w%:Z - 1)) => (dsum _ _ _ _ (fun u (u_lo : 0 <= u) (u_hi : u <= (R_h%:Z - 1)) => (D_x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n')))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))).
        { apply: eq_sumz => c' _ _.
          transitivity ((delta c' i j n') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))) / R_h%:r / R_w%:r).
          { ring. }
          have E3 : (((delta c' i j n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))) :> R.
          { transitivity (((delta c' i j n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))).
            { by []. }
            have E2 : (((delta c' i j n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              ring. }
            exact: E2. }
          transitivity (((delta c' i j n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))).
          { ring. }
          transitivity (((delta c' i j n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))).
          { rewrite -?E3; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((R_h%:r^-1) / R_w%:r * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
{ have E6 : (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((R_h%:r^-1) / R_w%:r * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) :> R.
  { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (delta c i j n) / R_h%:r / R_w%:r))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') / R_h%:r / R_w%:r * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((delta c' i j n') / R_h%:r / R_w%:r * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((delta c i j n') / R_h%:r / R_w%:r * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        transitivity (sumz 0 (R_h%:Z - 1) (fun u => (kd R u (p - (i * S'%:Z))) * ((inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))).
        { apply: eq_sumz => u _ _.
          have -> : (kd R ((i * S'%:Z) + u) p) = (kd R u (p - (i * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R n' n)))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (R_w%:Z - 1) (fun v => (kd R v (q - (j * S'%:Z))) * ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R n' n)))).
        { apply: eq_sumz => v _ _.
          have -> : (kd R ((j * S'%:Z) + v) q) = (kd R v (q - (j * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R n 0 (N'%:Z - 1)) * (inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n) / R_h%:r / R_w%:r))))).
      { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R n' n)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r * (kd R n' n)))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / R_h%:r / R_w%:r))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n) / R_h%:r / R_w%:r)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (delta c i' j' n) / R_h%:r / R_w%:r).
    { by same. }
    fieldz. }
  exact: E6. }
symmetry.
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((R_h%:r^-1) / R_w%:r * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
{ transitivity ((sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) / R_h%:r / R_w%:r).
  { by []. }
  have E5 : (((R_h%:r^-1) / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((R_h%:r^-1) / R_w%:r * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) :> R.
  { transitivity (((R_h%:r^-1) / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))).
    { by []. }
    have E4 : (((R_h%:r^-1) / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((R_h%:r^-1) / R_w%:r * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E4. }
  transitivity (((R_h%:r^-1) / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))).
  { ring. }
  transitivity (((R_h%:r^-1) / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((R_h%:r^-1) / R_w%:r * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
  { rewrite -?E5; ring. }
  by []. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((R_h%:r^-1) / R_w%:r * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_average_pooling_gradient_.
Print Assumptions eq_average_pooling_gradient.

(* eq-l2-pooling-gradient: L2 pooling *)
Section eq_l2_pooling_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (C N' O_h O_w R_h R_w S' : nat).
Variables (c n p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis R_h_positive : (0 < R_h)%N.
Hypothesis R_w_positive : (0 < R_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 c * kd R i1 p * kd R i2 q * kd R
    i3 n.
Variables (sqrt_ : R -> R).
Hypothesis sqrt__D : forall a, sqrt_ a != 0 -> D (sqrt_ a) = (2%:R * sqrt_ a)^-1 * D a.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= n <= (N'%:Z - 1).
Hypothesis nonzero_0 : forall n', 0 <= n' -> n' <= (N'%:Z - 1) -> forall j, 0 <= j -> j <= (O_w%:Z
    - 1) -> forall i, 0 <= i -> i <= (O_h%:Z - 1) -> forall c', 0 <= c' -> c' <= (C%:Z - 1) ->
    (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u)
    ((j * S'%:Z) + v) n') ^+ 2)))))) != 0.
Hypothesis nonzero_1 : forall j', 0 <= j' -> j' <= (O_w%:Z - 1) -> forall i', 0 <= i' -> i' <=
    (O_h%:Z - 1) -> (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c
    ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))) != 0.
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [apply: nonzero_0; lia | apply: nonzero_1; lia | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_l2_pooling_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i
    => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v =>
    (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+
    2)))))))))))))))) =
  ((x c p q n) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p -
    (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i'
    j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' *
    S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2)))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') * (((2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2)))))))^-1) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))))))))))))).
{ exact (dsum _ _ _ _ (fun n' (n'_lo : 0 <= n') (n'_hi : n' <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (O_w%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (O_h%:Z - 1)) => (dsum _ _ _ _ (fun c' (c'_lo : 0 <= c') (c'_hi : c' <= (C%:Z - 1)) => (dmul_r _ _ _ (D_delta c' i j n') (dfun _ _ _ _ (sqrt__D (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))) ltac:(nz)) (dsum _ _ _ _ (fun v (v_lo : 0 <= v) (v_hi : v <= (R_w%:Z - 1)) => (dsum _ _ _ _ (fun u (u_lo : 0 <= u) (u_hi : u <= (R_h%:Z - 1)) => (dpow 1 _ _ (D_x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n')))))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))).
        { apply: eq_sumz => c' _ _.
          transitivity ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))).
          { ring. }
          have E2 : (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))) :> R.
          { transitivity (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))).
            { apply: eq_sumz => v _ _.
              transitivity (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))).
              { apply: eq_sumz => u _ _.
                transitivity (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)).
                { ring. }
                by []. }
              by rewrite ?sumz_add ?sumz0. }
            by rewrite ?sumz_add ?sumz0. }
          have E4 : (((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2)))))))) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))) :> R.
          { transitivity (((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2)))))))) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))).
            { by []. }
            have E3 : (((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2)))))))) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              ring. }
            exact: E3. }
          transitivity (((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2)))))))) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * ((kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))).
          { ring. }
          transitivity (((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2)))))))) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))))))).
          { exact: (f_equal2 *%R (erefl _) E2). }
          transitivity (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((x c p q n) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2))))))))))).
{ have E8 : (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((x c p q n) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2))))))))))) :> R.
  { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (delta c i j n) / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n) ^+ 2))))))) * 2%:r * ((x c p q n) ^+ 1)))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_h%:Z - 1) (fun u => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R c' c) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((delta c' i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c' ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R ((i * S'%:Z) + u) p) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p ((j * S'%:Z) + v) n') ^+ 1) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        transitivity (sumz 0 (R_h%:Z - 1) (fun u => (kd R u (p - (i * S'%:Z))) * ((inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 1) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n)))).
        { apply: eq_sumz => u _ _.
          have -> : (kd R ((i * S'%:Z) + u) p) = (kd R u (p - (i * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p ((j * S'%:Z) + v) n') ^+ 1) * (kd R ((j * S'%:Z) + v) q) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p q n') ^+ 1) * (kd R n' n)))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (R_w%:Z - 1) (fun v => (kd R v (q - (j * S'%:Z))) * ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p ((j * S'%:Z) + v) n') ^+ 1) * (kd R n' n)))).
        { apply: eq_sumz => v _ _.
          have -> : (kd R ((j * S'%:Z) + v) q) = (kd R v (q - (j * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * ((inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p q n') ^+ 1) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R n 0 (N'%:Z - 1)) * (inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n) / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n) ^+ 2))))))) * 2%:r * ((x c p q n) ^+ 1)))))).
      { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p q n') ^+ 1) * (kd R n' n)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p q n') ^+ 1) * (kd R n' n)))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n') / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n') ^+ 2))))))) * 2%:r * ((x c p q n') ^+ 1)))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((inside R (q - (j * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c i j n) / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i * S'%:Z) + u) ((j * S'%:Z) + v) n) ^+ 2))))))) * 2%:r * ((x c p q n) ^+ 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (delta c i' j' n) / (2%:r * (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i' * S'%:Z) + u) ((j' * S'%:Z) + v) n) ^+ 2))))))) * 2%:r * ((x c p q n) ^+ 1)).
    { by same. }
    have E7 : (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((x c ((i' * S'%:Z) + u) ((j' * S'%:Z) + v) n) ^+ 2)))))) = (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))).
    { apply: (f_equal sqrt_).
      by same. }
    rewrite ?E7.
    fieldz. }
  exact: E8. }
symmetry.
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((x c p q n) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2))))))))))).
{ transitivity ((x c p q n) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))))))))).
  { by []. }
  have E6 : ((x c p q n) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((x c p q n) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2))))))))))) :> R.
  { transitivity ((x c p q n) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))))))))).
    { by []. }
    have E5 : ((x c p q n) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((x c p q n) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2))))))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E5. }
  transitivity ((x c p q n) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))))))))).
  { by []. }
  transitivity ((x c p q n) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2)))))))))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((x c p q n) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2))))))))))).
  { rewrite -?E6; ring. }
  by []. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((x c p q n) * (inside R (p - (i' * S'%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * S'%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n) / (sqrt_ (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((x c ((i' * S'%:Z) + u') ((j' * S'%:Z) + v') n) ^+ 2))))))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_l2_pooling_gradient_.
Print Assumptions eq_l2_pooling_gradient.

(* eq-subsampling-gradient: Coefficient *)
Section eq_subsampling_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (C N' O_h O_w R_h R_w : nat).
Variables (c : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis R_h_positive : (0 < R_h)%N.
Hypothesis R_w_positive : (0 < R_w)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable beta : int -> R.
Hypothesis D_beta : forall i0, D (beta i0) = kd R i0 c.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = 0.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_subsampling_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (C%:Z - 1) (fun c' => (((b c') + ((beta c') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0
    (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n))))) / R_h%:r /
    R_w%:r)) * (delta c' i j n))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' =>
    ((delta c i' j' n') * (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => (x c
    ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n'))))) / R_h%:r / R_w%:r))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((b c') + ((beta c') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n))))) / R_h%:r / R_w%:r)) * (delta c' i j n))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((((kd R c' c) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))) / R_h%:r) / R_w%:r) * (delta c' i j n)))))))))).
{ exact (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (O_w%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (O_h%:Z - 1)) => (dsum _ _ _ _ (fun c' (c'_lo : 0 <= c') (c'_hi : c' <= (C%:Z - 1)) => (dmul_l _ _ _ (dadd_r _ _ _ (D_b c') (dmul_l _ _ _ (dmul_l _ _ _ (dmul_l _ _ _ (D_beta c') (dsum0 _ _ _ (fun v (v_lo : 0 <= v) (v_hi : v <= (R_w%:Z - 1)) => (dsum0 _ _ _ (fun u (u_lo : 0 <= u) (u_hi : u <= (R_h%:Z - 1)) => (D_x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _)))) (D_delta c' i j n)))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))).
        { apply: eq_sumz => c' _ _.
          transitivity ((kd R c' c) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n))))) / R_h%:r / R_w%:r * (delta c' i j n)).
          { ring. }
          have E3 : (((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n)) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))) :> R.
          { transitivity (((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n)) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))).
            { by []. }
            have E2 : (((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n)) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              ring. }
            exact: E2. }
          transitivity (((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n)) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))).
          { ring. }
          transitivity (((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n)) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))).
          { rewrite -?E3; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))))))))).
{ have E6 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((R_h%:r^-1) / R_w%:r * (delta c i j n) * (x c ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) / R_h%:r / R_w%:r * (delta c i j n) * (x c ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) / R_h%:r / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((R_h%:r^-1) / R_w%:r * (delta c' i j n) * (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((R_h%:r^-1) / R_w%:r * (delta c i j n) * (x c ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      apply: eq_sumz => v ? ?.
      apply: eq_sumz => u ? ?.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> v' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> u' ? ?; cbv beta].
    transitivity ((R_h%:r^-1) / R_w%:r * (delta c i' j' n') * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')).
    { by same. }
    fieldz. }
  exact: E6. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))))).
      { apply: eq_sumz => i' _ _.
        transitivity ((delta c i' j' n') * (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n'))))) / R_h%:r / R_w%:r).
        { by []. }
        have E5 : (((delta c i' j' n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))) = (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))) :> R.
        { transitivity (((delta c i' j' n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))).
          { by []. }
          have E4 : (((delta c i' j' n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))) = (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => v' _ _.
            rewrite sumz_mull; apply: eq_sumz => u' _ _.
            ring. }
          exact: E4. }
        transitivity (((delta c i' j' n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))).
        { ring. }
        transitivity (((delta c i' j' n') / R_h%:r / R_w%:r) * (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))).
        { rewrite -?E5; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (R_w%:Z - 1) (fun v' => (sumz 0 (R_h%:Z - 1) (fun u' => ((delta c i' j' n') / R_h%:r / R_w%:r * (x c ((i' * R_h%:Z) + u') ((j' * R_w%:Z) + v') n')))))))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_subsampling_gradient_.
Print Assumptions eq_subsampling_gradient.

(* eq-subsampling-gradient: Bias of a subsampling map *)
Section eq_subsampling_gradient_2_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (C N' O_h O_w R_h R_w : nat).
Variables (c : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis R_h_positive : (0 < R_h)%N.
Hypothesis R_w_positive : (0 < R_w)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = kd R i0 c.
Variable beta : int -> R.
Hypothesis D_beta : forall i0, D (beta i0) = 0.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = 0.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_subsampling_gradient_2 :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (C%:Z - 1) (fun c' => (((b c') + ((beta c') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0
    (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n))))) / R_h%:r /
    R_w%:r)) * (delta c' i j n))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' =>
    (delta c i' j' n'))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((b c') + ((beta c') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n))))) / R_h%:r / R_w%:r)) * (delta c' i j n))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (delta c' i j n)))))))))).
{ exact (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (O_w%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (O_h%:Z - 1)) => (dsum _ _ _ _ (fun c' (c'_lo : 0 <= c') (c'_hi : c' <= (C%:Z - 1)) => (dmul_l _ _ _ (dadd_l _ _ _ (D_b c') (dmul_0 _ _ (dmul_0 _ _ (dmul_0 _ _ (D_beta c') (dsum0 _ _ _ (fun v (v_lo : 0 <= v) (v_hi : v <= (R_w%:Z - 1)) => (dsum0 _ _ _ (fun u (u_lo : 0 <= u) (u_hi : u <= (R_h%:Z - 1)) => (D_x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n)))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _)))) (D_delta c' i j n)))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (delta c' i j n)))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (delta c' i j n)))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (delta c' i j n)))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (delta c' i j n)))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (delta c' i j n)))).
        { apply: eq_sumz => c' _ _.
          transitivity ((kd R c' c) * (delta c' i j n)).
          { by []. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta c i' j' n'))))))).
{ have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (delta c' i j n)))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta c i' j' n'))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (delta c i j n))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (delta c i j n)))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * (delta c' i j n))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * (delta c i j n)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity (delta c i' j' n').
    { by same. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta c i' j' n'))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta c i' j' n'))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta c i' j' n'))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (delta c i' j' n'))).
      { apply: eq_sumz => i' _ _.
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta c i' j' n'))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_subsampling_gradient_2_.
Print Assumptions eq_subsampling_gradient_2.

(* thm-subsampling: Subsampling *)
Section thm_subsampling_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (C N' O_h O_w R_h R_w : nat).
Variables (c n p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis R_h_positive : (0 < R_h)%N.
Hypothesis R_w_positive : (0 < R_w)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable beta : int -> R.
Hypothesis D_beta : forall i0, D (beta i0) = 0.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 c * kd R i1 p * kd R i2 q * kd R
    i3 n.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= n <= (N'%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_subsampling :
  (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i
    => (sumz 0 (C%:Z - 1) (fun c' => (((b c') + ((beta c') * (sumz 0 (R_w%:Z - 1) (fun v =>
    (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n'))))) / R_h%:r
    / R_w%:r)) * (delta c' i j n'))))))))))) =
  ((beta c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p -
    (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i'
    j' n)))))) / R_h%:r / R_w%:r).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((b c') + ((beta c') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n'))))) / R_h%:r / R_w%:r)) * (delta c' i j n'))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((((beta c') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))))))) / R_h%:r) / R_w%:r) * (delta c' i j n')))))))))).
{ exact (dsum _ _ _ _ (fun n' (n'_lo : 0 <= n') (n'_hi : n' <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (O_w%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (O_h%:Z - 1)) => (dsum _ _ _ _ (fun c' (c'_lo : 0 <= c') (c'_hi : c' <= (C%:Z - 1)) => (dmul_l _ _ _ (dadd_r _ _ _ (D_b c') (dmul_l _ _ _ (dmul_l _ _ _ (dmul_r _ _ _ (D_beta c') (dsum _ _ _ _ (fun v (v_lo : 0 <= v) (v_hi : v <= (R_w%:Z - 1)) => (dsum _ _ _ _ (fun u (u_lo : 0 <= u) (u_hi : u <= (R_h%:Z - 1)) => (D_x c' ((i * R_h%:Z) + u) ((j * R_w%:Z) + v) n')))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _)))) (D_delta c' i j n')))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))).
        { apply: eq_sumz => c' _ _.
          transitivity ((beta c') * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))) / R_h%:r / R_w%:r * (delta c' i j n')).
          { ring. }
          have E3 : (((beta c') / R_h%:r / R_w%:r * (delta c' i j n')) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))) :> R.
          { transitivity (((beta c') / R_h%:r / R_w%:r * (delta c' i j n')) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))))))).
            { by []. }
            have E2 : (((beta c') / R_h%:r / R_w%:r * (delta c' i j n')) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))))))) = (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              ring. }
            exact: E2. }
          transitivity (((beta c') / R_h%:r / R_w%:r * (delta c' i j n')) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))))))).
          { ring. }
          transitivity (((beta c') / R_h%:r / R_w%:r * (delta c' i j n')) * (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))).
          { rewrite -?E3; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((beta c) / R_h%:r / R_w%:r * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
{ have E6 : (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((beta c) / R_h%:r / R_w%:r * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) :> R.
  { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n)))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (R_h%:Z - 1) (fun u => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => (sumz 0 (R_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R c' c) * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((beta c') / R_h%:r / R_w%:r * (delta c' i j n') * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R ((i * R_h%:Z) + u) p) * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (R_w%:Z - 1) (fun v => ((inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        transitivity (sumz 0 (R_h%:Z - 1) (fun u => (kd R u (p - (i * R_h%:Z))) * ((inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n)))).
        { apply: eq_sumz => u _ _.
          have -> : (kd R ((i * R_h%:Z) + u) p) = (kd R u (p - (i * R_h%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R ((j * R_w%:Z) + v) q) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R n' n)))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (R_w%:Z - 1) (fun v => (kd R v (q - (j * R_w%:Z))) * ((inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R n' n)))).
        { apply: eq_sumz => v _ _.
          have -> : (kd R ((j * R_w%:Z) + v) q) = (kd R v (q - (j * R_w%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * ((inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R n 0 (N'%:Z - 1)) * (inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n)))))).
      { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R n' n)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n') * (kd R n' n)))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n')))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((inside R (q - (j * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i j n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (beta c) / R_h%:r / R_w%:r * (delta c i' j' n)).
    { by same. }
    fieldz. }
  exact: E6. }
symmetry.
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((beta c) / R_h%:r / R_w%:r * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
{ transitivity ((beta c) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) / R_h%:r / R_w%:r).
  { by []. }
  have E5 : (((beta c) / R_h%:r / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((beta c) / R_h%:r / R_w%:r * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) :> R.
  { transitivity (((beta c) / R_h%:r / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))).
    { by []. }
    have E4 : (((beta c) / R_h%:r / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((beta c) / R_h%:r / R_w%:r * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E4. }
  transitivity (((beta c) / R_h%:r / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))).
  { ring. }
  transitivity (((beta c) / R_h%:r / R_w%:r) * (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n))))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((beta c) / R_h%:r / R_w%:r * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
  { rewrite -?E5; ring. }
  by []. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((beta c) / R_h%:r / R_w%:r * (inside R (p - (i' * R_h%:Z)) 0 (R_h%:Z - 1)) * (inside R (q - (j' * R_w%:Z)) 0 (R_w%:Z - 1)) * (delta c i' j' n)))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_subsampling_.
Print Assumptions thm_subsampling.

(* thm-pooling-shift: Pooling commutes with shifts by multiples of the stride *)
Section thm_pooling_shift_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (R' S' t : nat).
Variables (i : int).
Hypothesis R'_positive : (0 < R')%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis t_positive : (0 < t)%N.
Variable x : int -> R.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_pooling_shift :
  ((sumz 0 (R'%:Z - 1) (fun u => (x (u + (S'%:Z * i) + (S'%:Z * t%:Z))))) / R'%:r) =
  ((sumz 0 (R'%:Z - 1) (fun u' => (x (u' + (S'%:Z * i) + (S'%:Z * t%:Z))))) / R'%:r).
Proof.
by same.
Qed.
End thm_pooling_shift_.
Print Assumptions thm_pooling_shift.
