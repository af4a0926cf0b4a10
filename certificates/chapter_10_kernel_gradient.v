From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-kernel-gradient-1d: Kernel gradient, one dimension *)
Section eq_kernel_gradient_1d_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Hypothesis where_0 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_kernel_gradient_1d :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    m))))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R p 0 (k%:Z - 1)) * (delta i) * (x (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((delta i) * (x (i + m))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((delta i) * (x (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (x (i' + p))).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta i') * (x (i' + p))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_kernel_gradient_1d_.
Print Assumptions eq_kernel_gradient_1d.

(* eq-kernel-gradient: Kernel gradient *)
Section eq_kernel_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H N' O_h O_w S' W k_h k_w : nat).
Variables (P c f p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = kd R i0 f * kd R i1 c * kd R i2 p * kd R
    i3 q.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = 0.
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
Theorem eq_kernel_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (F'%:Z - 1) (fun f' => (((b f') + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z -
    1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0
    (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f' c' u v) * (x
    c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) * (delta f' i
    j n))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' =>
    ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z
    * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' *
    S'%:Z) + (D'%:Z * q) - P) n')))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (((b f') + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f' c' u v) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) * (delta f' i j n))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q))) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) * (delta f' i j n)))))))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f' _ _ => (dmul_l _ _ _ (dadd_r _ _ _ (D_b f') (dsum _ _ _ _ (fun v _ _ => (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (dmul_0 _ _ (dins _ _ _) (dins _ _ _)) (D_w f' c' u v)) (D_x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) (D_delta f' i j n)))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))).
        { apply: eq_sumz => f' _ _.
          transitivity ((sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q))) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) * (delta f' i j n)).
          { by []. }
          have E2 : (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q))) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) :> R.
          { transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))).
            { apply: eq_sumz => v _ _.
              transitivity (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))).
              { apply: eq_sumz => u _ _.
                transitivity (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))).
                { apply: eq_sumz => c' _ _.
                  transitivity ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)).
                  { ring. }
                  by []. }
                by rewrite ?sumz_add ?sumz0. }
              by rewrite ?sumz_add ?sumz0. }
            by rewrite ?sumz_add ?sumz0. }
          have E4 : ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) :> R.
          { transitivity ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))).
            { by []. }
            have E3 : ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              rewrite sumz_mull; apply: eq_sumz => c' _ _.
              ring. }
            exact: E3. }
          transitivity ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q))) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))).
          { ring. }
          transitivity ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))).
          { exact: (f_equal2 *%R (erefl _) E2). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')))))))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * p) - P) ((j * S'%:Z) + (D'%:Z * q) - P) n)))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (F'%:Z - 1) (fun f' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (kd R f' f) * ((delta f' i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))).
        { apply: eq_sumz => f' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R f 0 (F'%:Z - 1)) * ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R c' c) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R u p) * (kd R v q) * (x c' ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => ((inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R v q) * (x c ((i * S'%:Z) + (D'%:Z * p) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        transitivity (sumz 0 (k_h%:Z - 1) (fun u => (kd R u p) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))).
        { apply: eq_sumz => u _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R v q) * (x c ((i * S'%:Z) + (D'%:Z * p) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R q 0 (k_w%:Z - 1)) * (inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * p) - P) ((j * S'%:Z) + (D'%:Z * q) - P) n)))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (kd R v q) * ((inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * p) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))).
        { apply: eq_sumz => v _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (k_w%:Z - 1)) * ((inside R p 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * p) - P) ((j * S'%:Z) + (D'%:Z * q) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R q 0 (k_w%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (k_h%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R f 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta f i' j' n') * (inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')))).
      { apply: eq_sumz => i' _ _.
        transitivity ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')).
        { by []. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * p) - P) ((j' * S'%:Z) + (D'%:Z * q) - P) n')))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_kernel_gradient_.
Print Assumptions eq_kernel_gradient.

(* eq-bias-gradient: Bias gradient *)
Section eq_bias_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H N' O_h O_w S' W k_h k_w : nat).
Variables (P f : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = kd R i0 f.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = 0.
Hypothesis where_0 : 0 <= f <= (F'%:Z - 1).
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
Theorem eq_bias_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (F'%:Z - 1) (fun f' => (((b f') + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z -
    1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z
    - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f' c u v) * (x c ((i *
    S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) * (delta f' i j
    n))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' =>
    (delta f i' j' n'))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (((b f') + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f' c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) * (delta f' i j n))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R f' f) * (delta f' i j n)))))))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f' _ _ => (dmul_l _ _ _ (dadd_l _ _ _ (D_b f') (dsum0 _ _ _ (fun v _ _ => (dsum0 _ _ _ (fun u _ _ => (dsum0 _ _ _ (fun c _ _ => (dmul_0 _ _ (dmul_0 _ _ (dmul_0 _ _ (dins _ _ _) (dins _ _ _)) (D_w f' c u v)) (D_x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) (D_delta f' i j n)))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R f' f) * (delta f' i j n)))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R f' f) * (delta f' i j n)))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R f' f) * (delta f' i j n)))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R f' f) * (delta f' i j n)))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => ((kd R f' f) * (delta f' i j n)))).
        { apply: eq_sumz => f' _ _.
          transitivity ((kd R f' f) * (delta f' i j n)).
          { by []. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta f i' j' n'))))))).
{ have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R f' f) * (delta f' i j n)))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta f i' j' n'))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (delta f i j n))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R f 0 (F'%:Z - 1)) * (delta f i j n)))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (kd R f' f) * (delta f' i j n))).
        { apply: eq_sumz => f' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R f 0 (F'%:Z - 1)) * (delta f i j n)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R f 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity (delta f i' j' n').
    { by same. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta f i' j' n'))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta f i' j' n'))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta f i' j' n'))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (delta f i' j' n'))).
      { apply: eq_sumz => i' _ _.
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta f i' j' n'))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_bias_gradient_.
Print Assumptions eq_bias_gradient.

(* eq-kernel-gradient-rot180: Kernel gradient as a convolution *)
Section eq_kernel_gradient_rot180_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Hypothesis where_0 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_kernel_gradient_rot180 :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    m))))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R p 0 (k%:Z - 1)) * (delta i) * (x (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((delta i) * (x (i + m))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((delta i) * (x (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: sumz_turn; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_kernel_gradient_rot180_.
Print Assumptions eq_kernel_gradient_rot180.
